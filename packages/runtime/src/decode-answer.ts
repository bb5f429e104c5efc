import { isUtf8 } from "node:buffer";
import type { Answer } from "./answer.ts";

/** The text of an answer, or why it is none. */
export type DecodedAnswer =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly sentence: string };

/**
 * Decodes a body by the charset of its `Content-Type`, else by its XML declaration, else as UTF-8.
 * The documentation does not say what becomes of other encodings; here they are read, and bytes that
 * do not belong to the named one are refused rather than guessed.
 */
export function decodeAnswer(answer: Answer): DecodedAnswer {
  const named = headerCharset(answer.header("content-type")) ?? declaredCharset(answer.body);
  const charset = named?.toLowerCase() ?? "utf-8";
  if (charset === "utf-8" || charset === "utf8" || charset === "us-ascii") {
    // Decoded once already: only what looks damaged is looked at again.
    const isSound = !answer.body.includes("\ufffd") || isUtf8(answer.bytes);
    return isSound ? { ok: true, text: answer.body } : broken(named ?? "UTF-8");
  }
  try {
    // A byte order mark is the parser's matter.
    const decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: true });
    return { ok: true, text: decoder.decode(answer.bytes) };
  } catch (error) {
    return error instanceof RangeError
      ? { ok: false, sentence: `The answer names the charset ${charset}, which is not known.` }
      : broken(charset);
  }
}

function broken(charset: string): DecodedAnswer {
  return { ok: false, sentence: `The answer is not valid ${charset} text, as it claims to be.` };
}

function headerCharset(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([^;"\s]+)/i.exec(contentType ?? "")?.[1];
}

function declaredCharset(body: string): string | undefined {
  return /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(body)?.[1];
}
