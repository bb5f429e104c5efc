/**
 * Replaces the control characters that Node decodes from windows-1252 with the right characters. Node
 * 20.18.3 and some later versions read windows-1252 (and "ISO-8859-1", which means the same to
 * `TextDecoder`) as Latin-1: "TextDecoder incorrectly decodes 0x92 for Windows-1252",
 * github.com/nodejs/node/issues/56542.
 */
export function withWindows1252(text: string): string {
  return text.replace(
    /[\u0080-\u009f]/g,
    (control) => high[control.charCodeAt(0) - 0x80] ?? control,
  );
}

// WHATWG, "Encoding", index windows-1252, encoding.spec.whatwg.org/index-windows-1252.txt: 0x80 to 0x9F.
const high =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
  "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";
