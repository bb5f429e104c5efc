/**
 * Writes an answer of the 2010 API as XML: names in capitals within `<TwilioResponse>`, and the paging
 * of a list as attributes.
 *
 * @param name the element of one record, such as `Message`.
 */
export function writeXml(name: string, body: object): string {
  const fields = Object.entries(body);
  const list = fields.find(([, value]) => Array.isArray(value));
  const content = list ? writeList(name, list, fields) : element(name, body);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<TwilioResponse>${content}</TwilioResponse>`;
}

function writeList(
  name: string,
  [key, items]: readonly [string, unknown],
  fields: readonly (readonly [string, unknown])[],
): string {
  const attributes = fields
    .filter(([field]) => field !== key)
    .map(([field, value]) => ` ${field.replaceAll("_", "")}="${escaped(value ?? "")}"`);
  const content = [items].flat().map((item) => element(name, item));
  return `<${capitals(key)}${attributes.join("")}>${content.join("")}</${capitals(key)}>`;
}

function element(name: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return `<${name}/>`;
  if (typeof value !== "object") return `<${name}>${escaped(value)}</${name}>`;
  const content = Object.entries(value).map(([field, inner]) => element(capitals(field), inner));
  return `<${name}>${content.join("")}</${name}>`;
}

function capitals(field: string): string {
  return field.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

// What no XML may hold becomes the sign for a character that cannot be shown.
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escaped(value: unknown): string {
  return String(value)
    .replace(forbidden, "\u{FFFD}")
    .replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
