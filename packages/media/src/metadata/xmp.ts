const marks = ["GPS", "geo:", "Location", "location", "City"].map((mark) => Buffer.from(mark));

/** Does XMP, in UTF-8, name a place? */
export function namesPlace(xmp: Buffer): boolean {
  return marks.some((mark) => xmp.includes(mark));
}
