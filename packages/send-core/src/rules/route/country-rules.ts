/** What a country's networks do with messages, as far as it changes what is sent there. */
export interface CountryRules {
  /** MMS as it is; as a text with links; or not at all. */
  readonly mms: "native" | "link" | "none";
  /** Messages to a fixed line are tried, and not refused at once. */
  readonly triesLandlines: boolean;
  /** Alphanumeric senders: any; only those registered there; or none. */
  readonly alphanumeric: "any" | "registered" | "none";
}

const list = (countries: string): ReadonlySet<string> => new Set(countries.split(" "));

// By the platform's guidelines for 222 countries and territories, May 2026. Countries about which
// they say nothing have what most have.
const nativeMms = list("US CA AU");
const withoutMms = list("CN IR JP MO VN");
const triesLandlines = list("CA GB JE US");
const registeredAlphanumeric = list(
  "AE AM AU BD BJ BY CG CI CM CU ET GN GW ID IE IR JO KE KW KZ LK LR MA NG NP OM PH QA RU RW SA SD SG " +
    "SS SY SZ TH TR UG VE VN ZM ZW",
);
const withoutAlphanumeric = list("BE CA CN CO CR EC FM GU KR MH NA NZ PA PR PY TV US UY VI ZA");

/** The rules of a country by its ISO code. */
export function countryRules(country: string): CountryRules {
  return {
    mms: nativeMms.has(country) ? "native" : withoutMms.has(country) ? "none" : "link",
    triesLandlines: triesLandlines.has(country),
    alphanumeric: withoutAlphanumeric.has(country)
      ? "none"
      : registeredAlphanumeric.has(country)
        ? "registered"
        : "any",
  };
}
