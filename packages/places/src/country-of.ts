import { parsePhoneNumberFromString } from "libphonenumber-js/core";
import metadata from "libphonenumber-js/metadata.min";

/** A number with the country it belongs to. */
export interface NumberInCountry {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Without the plus. */
  readonly callingCode: string;
  readonly national: string;
}

/** The country of a number in E.164 form; `undefined` where no country has its calling code. */
export function countryOf(address: string): NumberInCountry | undefined {
  const parsed = parsePhoneNumberFromString(address, { extract: false }, metadata);
  if (!parsed) return undefined;
  const { countryCallingCode: callingCode, nationalNumber: national } = parsed;
  // Ranges for examples are assigned to no country: they count as the main country of their code.
  const main: string | undefined = metadata.country_calling_codes[callingCode]?.[0];
  const country = parsed.country ?? parsed.getPossibleCountries()[0] ?? main;
  return country === undefined ? undefined : { country, callingCode, national };
}
