/** What a contact card shows of a vCard. */
export interface Vcard {
  readonly name: string;
  readonly organization: string;
  /** Telephone numbers, mail and web addresses, in the order of the card. */
  readonly lines: readonly string[];
}

/** Reads the parts of a vCard that people look at. Anything odd in it is passed over. */
export function parseVcard(text: string): Vcard {
  // RFC 6350: a line that begins with a blank continues the one before.
  const properties = text
    .replaceAll(/\r?\n[ \t]/g, "")
    .split(/\r?\n/)
    .flatMap((line) => {
      const match = /^(?:[\w-]+\.)?([\w-]+)(?:;[^:]*)?:(.*)$/.exec(line);
      const [, name, value] = match ?? [];
      return name && value ? [{ name: name.toUpperCase(), value: withoutEscapes(value) }] : [];
    });
  const find = (name: string) => properties.find((property) => property.name === name)?.value ?? "";
  return {
    name: find("FN") || structuredName(find("N")) || "Contact",
    organization: find("ORG").split(";").filter(Boolean).join(", "),
    lines: properties.flatMap(({ name, value }) =>
      ["TEL", "EMAIL", "URL"].includes(name) ? [value.replace(/^(tel|mailto):/i, "")] : [],
    ),
  };
}

function structuredName(value: string): string {
  const [family = "", given = ""] = value.split(";");
  return `${given} ${family}`.trim();
}

function withoutEscapes(value: string): string {
  return value.replaceAll(/\\([nN,;\\])/g, (_all, character: string) =>
    character.toLowerCase() === "n" ? " " : character,
  );
}
