/** Comments that are longer than this hide what follows them. */
const TEXT_START = 64 * 1024;

/** The start of what may be text, decoded by its byte order mark, else as UTF-8. */
export function startOf(bytes: Uint8Array): string {
  return decode(encodingOf(bytes), bytes.subarray(0, TEXT_START));
}

/**
 * Is this text, in whatever encoding? Text has no control characters other than those that structure it:
 * WHATWG, "MIME Sniffing", mimesniff.spec.whatwg.org/#binary-data-byte
 */
export function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  const encoding = encodingOf(bytes);
  if (encoding === "utf-8") return !bytes.subarray(0, TEXT_START).some(isControl);
  const text = decode(encoding, bytes.subarray(0, TEXT_START));
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

type Encoding = "utf-8" | "utf-16be" | "utf-16le" | "utf-32be" | "utf-32le";

// Unicode Standard, table 23-3, "Unicode Encoding Scheme Signatures". That of UTF-32LE begins with that of
// UTF-16LE; no text in UTF-16 goes on with a zero character.
function encodingOf([first, second, third, fourth]: Uint8Array): Encoding {
  if (first === 0xff && second === 0xfe)
    return third === 0 && fourth === 0 ? "utf-32le" : "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  return first === 0 && second === 0 && third === 0xfe && fourth === 0xff ? "utf-32be" : "utf-8";
}

function decode(encoding: Encoding, bytes: Uint8Array): string {
  if (encoding !== "utf-32be" && encoding !== "utf-32le")
    return new TextDecoder(encoding).decode(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let text = "";
  // After the mark. What is not a character becomes U+FFFD, as in the other encodings.
  for (let at = 4; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, encoding === "utf-32le");
    text += code > 0x10ffff ? "\ufffd" : String.fromCodePoint(code);
  }
  return text;
}
