/**
 * What XML cannot carry at all is dropped: controls, U+FFFE, U+FFFF and lone surrogates. Escaping
 * would not help, and a document with one of them is refused as a whole with 12100.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot carry.
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

// Surrogates are in it for the lone ones.
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const mayBeUnwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/;

// One look first: most texts hold nothing to escape.
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const oddInText = /[&<>\u0000-\u0008\u000b-\u001f\ufffe\uffff\ud800-\udfff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const oddInAttribute = /[&<"\u0000-\u001f\ufffe\uffff\ud800-\udfff]/;

const textEscapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "\r": "&#xD;",
};

const attributeEscapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};

/** A text as it stands between tags. */
export function escapeText(text: string): string {
  if (!oddInText.test(text)) return text;
  return dropUnwritable(text).replace(/[&<>\r]/g, (character) => textEscapes[character] ?? "");
}

/** A text as it stands between the quotes of an attribute. */
export function escapeAttribute(text: string): string {
  if (!oddInAttribute.test(text)) return text;
  return dropUnwritable(text).replace(
    /[&<"\t\n\r]/g,
    (character) => attributeEscapes[character] ?? "",
  );
}

/** A text as it stands in a comment, where two hyphens may not touch. */
export function escapeComment(text: string): string {
  return dropUnwritable(text).replace(/-(?=-)/g, "- ");
}

/** A text without what XML cannot carry. */
export function dropUnwritable(text: string): string {
  return mayBeUnwritable.test(text) ? text.replace(unwritable, "") : text;
}
