import type { SenderType } from "../../ports/directory/sender-directory.ts";

/** Out and in, in millionths of a unit of currency. A price that is absent is not known. */
export interface KnownPrices {
  readonly out?: number | undefined;
  readonly in?: number | undefined;
}

/** The known prices of a country, by the type of the account's own sender. */
export type CountryPrices = Readonly<
  Partial<
    Record<
      SenderType,
      {
        /** For each segment. */
        readonly sms?: KnownPrices | undefined;
        /** For each message. Absent where there is no MMS. */
        readonly mms?: KnownPrices | undefined;
      }
    >
  >
>;

/**
 * Outbound SMS by the recipient's country, in millionths of a US dollar for each segment, from numbers and
 * alphanumeric sender IDs alike. As of 8 October 2026: Twilio, "SMS pricing" (CSV),
 * assets.cdn.prod.twilio.com/pricing-csv/SMSPricing.csv; Germany as of 28 August 2026: Twilio, "SMS pricing
 * in Germany", twilio.com/en-us/sms/pricing/de. Where carriers differ this is the highest price. Carrier
 * fees outside the United States are not included.
 */
const outbound: Readonly<Record<string, number>> = {
  AT: 97_900,
  AU: 51_500,
  BH: 38_600,
  BN: 65_000,
  BR: 59_900,
  BS: 90_400,
  CH: 76_900,
  CL: 79_700,
  CO: 59_200,
  CY: 86_400,
  CZ: 70_600,
  DE: 112_000,
  DK: 59_200,
  EE: 95_800,
  ES: 87_500,
  FI: 86_100,
  FM: 73_500,
  FO: 71_700,
  FR: 79_800,
  GB: 56_000,
  GG: 52_400,
  GL: 41_000,
  GR: 65_700,
  GU: 84_700,
  HK: 72_300,
  HU: 91_000,
  IE: 77_900,
  IN: 83_200,
  IS: 71_900,
  IT: 92_700,
  JE: 52_400,
  JP: 89_000,
  KR: 52_400,
  LI: 36_200,
  LT: 57_800,
  LU: 81_800,
  LV: 80_100,
  MO: 59_000,
  MT: 68_900,
  NF: 28_170,
  NO: 69_700,
  PL: 45_700,
  PR: 54_000,
  PT: 50_100,
  PW: 99_800,
  RO: 78_100,
  SE: 64_600,
  SG: 59_100,
  SK: 88_300,
  TH: 30_500,
  TR: 30_500,
  TW: 84_200,
  UY: 85_200,
};

/**
 * Inbound SMS by the country of the number, for each segment. As of August and September 2026: Twilio,
 * "SMS pricing in United Kingdom", twilio.com/en-us/sms/pricing/gb, and the pages /au and /fr.
 */
const inbound: Readonly<Record<string, number>> = { AU: 7_500, FR: 7_500, GB: 7_500 };

/**
 * As of September 2026: Twilio, "SMS pricing in Canada", twilio.com/en-us/sms/pricing/ca. What its inbound
 * MMS cost is not known here, nor what MMS cost in Australia.
 */
const canada: CountryPrices = {
  "long-code": { sms: { out: 8_300, in: 8_300 }, mms: { out: 22_000 } },
  "toll-free": { sms: { out: 8_300, in: 8_300 } },
  "short-code": { sms: { out: 31_500 } },
};

/** Published prices outside the United States. Any other country's are not known. */
export const countryPrices: Readonly<Record<string, CountryPrices>> = {
  ...Object.fromEntries(
    Object.entries(outbound).map(([country, out]) => [
      country,
      { "long-code": { sms: { out, in: inbound[country] } }, alphanumeric: { sms: { out } } },
    ]),
  ),
  CA: canada,
};
