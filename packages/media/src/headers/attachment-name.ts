type Header = string | string[] | undefined;

/**
 * The file name in a Content-Disposition header, without path and controls; `undefined` when it names
 * none. By the grammar of RFC 6266, 4.1: `filename*` goes before `filename`, and of two of one name the
 * first counts. A longer name than file systems take is cut; its extension stays.
 */
export function attachmentName(header: Header): string | undefined {
  const parameters = parametersIn([header ?? []].flat().join(";"));
  const extended = parameters.get("filename*");
  const given = (extended && decodeExtended(extended)) ?? asUtf8(parameters.get("filename") ?? "");
  const name = given
    .split(/[/\\]/)
    .at(-1)
    ?.replace(/\p{Control}|\p{Format}/gu, "")
    .trim();
  return shortened(withoutDots(name ?? "")) || undefined;
}

/** Parameters by their names in lower case, without the disposition in front. */
function parametersIn(text: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    const equals = endOfName(text, at);
    if (text[equals] !== "=") {
      at = equals + 1;
      continue;
    }
    const name = text.slice(at, equals).trim().toLowerCase();
    let start = equals + 1;
    while (text[start] === " " || text[start] === "\t") start++;
    const { value, end } =
      text[start] === '"'
        ? quoted(text, start + 1)
        : { value: text.slice(start, indexOf(text, ";", start)).trim(), end: start };
    if (name !== "" && !parameters.has(name)) parameters.set(name, value);
    at = indexOf(text, ";", end) + 1;
  }
  return parameters;
}

/** Where the name of a parameter ends: at its value, or at the next parameter when it has none. */
function endOfName(text: string, start: number): number {
  let at = start;
  while (at < text.length && text[at] !== "=" && text[at] !== ";") at++;
  return at;
}

function indexOf(text: string, character: string, from: number): number {
  const at = text.indexOf(character, from);
  return at < 0 ? text.length : at;
}

/** A quoted string. A backslash escapes a quote or itself; before anything else it parts a path of Windows. */
function quoted(text: string, start: number): { readonly value: string; readonly end: number } {
  let value = "";
  let at = start;
  for (; at < text.length && text[at] !== '"'; at++) {
    const isEscape = text[at] === "\\" && (text[at + 1] === '"' || text[at + 1] === "\\");
    if (isEscape) at++;
    value += text[at];
  }
  return { value, end: at + 1 };
}

/** `UTF-8'en'%C3%9Cbung.jpg`: RFC 8187, 3.2.1; `undefined` when it is not well formed. */
function decodeExtended(value: string): string | undefined {
  const [charset, , ...rest] = value.split("'");
  const encoded = rest.join("'");
  const isLatin = charset?.toLowerCase() === "iso-8859-1";
  if (encoded === "" || (!isLatin && charset?.toLowerCase() !== "utf-8")) return undefined;
  try {
    if (!isLatin) return decodeURIComponent(encoded);
    return encoded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  } catch {
    return undefined;
  }
}

/** Servers write UTF-8 into a header, which arrives with a character for each byte. */
function asUtf8(text: string): string {
  const bytes = Buffer.from(text, "latin1");
  if (bytes.toString("latin1") !== text) return text;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return text;
  }
}

/** A name that begins with dots is hidden, or a folder. */
function withoutDots(name: string): string {
  let start = 0;
  while (name[start] === ".") start++;
  return name.slice(start).trim();
}

/** Bytes of a name that file systems take: ext4, APFS and NTFS have 255. */
const LONGEST_NAME = 255;

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
  const [extension = ""] = /\.[a-z0-9]{1,10}$/i.exec(name) ?? [];
  let kept = "";
  let size = extension.length;
  for (const character of name) {
    size += Buffer.byteLength(character);
    if (size > LONGEST_NAME) break;
    kept += character;
  }
  return kept + extension;
}
