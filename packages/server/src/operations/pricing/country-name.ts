const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

/** The English name of a country by its ISO 3166-1 code; `undefined` for anything else. */
export function countryName(iso: string): string | undefined {
  return /^[A-Z]{2}$/.test(iso) ? names.of(iso) : undefined;
}
