// ITU-T E.164, annex "List of assigned country codes", itu.int/pub/T-SP-E.164D: codes have one or two
// digits when they are listed here, and three digits otherwise.
const shortCodes: ReadonlySet<string> = new Set(
  (
    "1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 " +
    "65 66 81 82 84 86 90 91 92 93 94 95 98"
  ).split(" "),
);

/** The country code that a number in E.164 form (or just its beginning, `+44`) starts with. */
export function callingCodeOf(number: string): string | undefined {
  const digits = /^\+([1-9]\d{0,14})$/.exec(number)?.[1];
  if (digits === undefined) return undefined;
  const short = [1, 2].map((end) => digits.slice(0, end)).find((code) => shortCodes.has(code));
  return short ?? (digits.length >= 3 ? digits.slice(0, 3) : undefined);
}

// ITU-T Operational Bulletin, annex "Dialling procedures", itu.int/pub/T-SP-OB: the digits that are
// dialed before a number within its country, and left out from abroad. Most countries use 0. These
// countries use other digits, or dial the whole number everywhere, so that a leading 0 belongs to it.
const trunkPrefixes: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries("39 225 229 241 242 378".split(" ").map((code) => [code, []])),
  7: ["8"],
  36: ["06"],
  370: ["0", "8"],
  375: ["80"],
  993: ["8"],
};

/** What may be dialed before a number within the country of this code. */
export function trunkPrefixesOf(callingCode: string): readonly string[] {
  return trunkPrefixes[callingCode] ?? ["0"];
}
