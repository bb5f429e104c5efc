import { ReparteeError } from "@repartee/protocol";

const start =
  ":A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd";

/** XML 1.0's Name as a part of a regular expression, with prefixes (xml:lang) as they come. */
export const namePattern: string = `[${start}][${start}\\-.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040]*`;

const name = new RegExp(`^${namePattern}$`);

/**
 * Gives back a name that XML allows.
 *
 * @throws ReparteeError `name_invalid`: names are the author's own, not a person's text.
 */
export function xmlName(text: string): string {
  if (name.test(text)) return text;
  throw new ReparteeError("name_invalid", `"${text}" is no name of an XML element or attribute.`);
}
