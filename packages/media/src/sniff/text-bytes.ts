/** Comments that are longer than this hide what follows them. */
const TEXT_START = 64 * 1024;

/** The start of what may be text, decoded by its byte order mark, else as UTF-8. */
export function startOf(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes.subarray(0, TEXT_START));
}

/**
 * Is this text, in whatever encoding? Text has no control characters other than those that structure it:
 * WHATWG, "MIME Sniffing", mimesniff.spec.whatwg.org/#binary-data-byte
 */
export function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  const encoding = encodingOf(bytes);
  if (encoding === "utf-8") return !bytes.subarray(0, TEXT_START).some(isControl);
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, TEXT_START));
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // U+FFFD: half of a pair, which text has at the most where it was cut.
    if (isControl(code) || (code === 0xfffd && at < text.length - 1)) return false;
  }
  return true;
}

function isControl(code: number): boolean {
  return (
    code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0c && code !== 0x0d && code !== 0x1b
  );
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16be" | "utf-16le" {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
}
