import { isUtf8 } from "node:buffer";
import { type EncodingFault, advice as plainAdvice } from "../http/decompress-response.ts";
import type { Answer } from "../http/webhook-response.ts";
import { withWindows1252 } from "./windows-1252.ts";

/** The text of an answer, or why there is none. */
export type DecodedDocument =
  | { readonly ok: true; readonly text: string }
  | ({ readonly ok: false } & EncodingFault);

/**
 * Decodes a body by its byte order mark, else by the charset of its `Content-Type`, else by its XML
 * declaration, else as UTF-8. Twilio's documentation does not say what becomes of other encodings; here
 * they are read, and bytes that are invalid in the named one are refused rather than guessed.
 */
export function decodeDocument(answer: Answer): DecodedDocument {
  if (answer.encodingFault !== undefined) return { ok: false, ...answer.encodingFault };
  const named = headerCharset(answer.header("content-type")) ?? declaredCharset(answer.body);
  const charset = utf16Charset(answer.bytes) ?? named?.toLowerCase() ?? "utf-8";
  if (charset === "utf-8" || charset === "utf8" || charset === "us-ascii") {
    // Decoded once already: only what looks damaged is looked at again.
    const isSound = !answer.body.includes("\ufffd") || isUtf8(answer.bytes);
    if (isSound) return { ok: true, text: answer.body };
    return named === undefined ? undeclared(answer.bytes) : broken(named);
  }
  try {
    // UTF-16 needs its byte order mark; in front of other text it is an error that the parser reports.
    const ignoreBOM = !charset.startsWith("utf-16");
    const decoder = new TextDecoder(charset, { fatal: true, ignoreBOM });
    const text = decoder.decode(answer.bytes);
    return {
      ok: true,
      text: decoder.encoding === "windows-1252" ? withWindows1252(text) : text,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) return broken(charset);
    const sentence = `The answer names the charset "${charset}", which does not exist.`;
    return { ok: false, sentence, advice };
  }
}

const advice =
  "Write the answer in UTF-8 and serve it as such: Content-Type: text/xml; charset=utf-8.";

function broken(charset: string): DecodedDocument {
  const sentence = `The answer says that it is ${charset}, but its bytes are not valid ${charset}.`;
  return { ok: false, sentence, advice };
}

function undeclared(bytes: Uint8Array): DecodedDocument {
  // RFC 1952, section 2.3.1, rfc-editor.org/rfc/rfc1952: the first two bytes of gzip.
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const sentence = isGzip
    ? "The answer is compressed with gzip, but has no Content-Encoding: gzip."
    : "The answer names no charset, and its bytes are not valid UTF-8.";
  return { ok: false, sentence, advice: isGzip ? plainAdvice : advice };
}

// XML 1.0, appendix F, "Autodetection of Character Encodings", w3.org/TR/xml: a byte order mark, or a
// "<" of two bytes.
function utf16Charset([first, second]: Uint8Array): string | undefined {
  const pair = `${first},${second}`;
  if (pair === "255,254" || pair === "60,0") return "utf-16le";
  return pair === "254,255" || pair === "0,60" ? "utf-16be" : undefined;
}

function headerCharset(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([^;"\s]+)/i.exec(contentType ?? "")?.[1];
}

function declaredCharset(body: string): string | undefined {
  return /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(body)?.[1];
}
