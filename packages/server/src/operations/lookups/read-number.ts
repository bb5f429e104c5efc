import type { Lookup, NumberFacts } from "@repartee/send-core";
import parsePhoneNumber, {
  isSupportedCountry,
  validatePhoneNumberLength,
} from "libphonenumber-js/max";
import type { Call } from "../../http/operation.ts";
import { RestError } from "../../http/rest-error.ts";

/** A number as a lookup reads it. */
export type ReadNumber = ValidNumber | InvalidNumber;

export interface ValidNumber {
  readonly isValid: true;
  /** E.164. */
  readonly number: string;
  readonly callingCode: string;
  readonly nationalFormat: string;
  readonly facts: NumberFacts;
}

export interface InvalidNumber {
  readonly isValid: false;
  /** E.164 where it can be written so, else as it was given. */
  readonly number: string;
  readonly fault: ValidationError;
}

export type ValidationError =
  | "TOO_SHORT"
  | "TOO_LONG"
  | "INVALID_BUT_POSSIBLE"
  | "INVALID_COUNTRY_CODE"
  | "INVALID_LENGTH"
  | "NOT_A_NUMBER";

const faults: Readonly<Record<string, ValidationError>> = {
  INVALID_COUNTRY: "INVALID_COUNTRY_CODE",
  INVALID_LENGTH: "INVALID_LENGTH",
  NOT_A_NUMBER: "NOT_A_NUMBER",
  TOO_SHORT: "TOO_SHORT",
  TOO_LONG: "TOO_LONG",
};

/**
 * Reads the number that the path names, in E.164 or in the national format of `CountryCode`
 * (default: US).
 *
 * @throws RestError 20422 for a `CountryCode` that is not one.
 */
export async function readNumber({ path, query }: Call, lookup: Lookup): Promise<ReadNumber> {
  const given = path.PhoneNumber ?? "";
  const countryCode = query.text("CountryCode") || "US";
  const country = countryCode.toUpperCase();
  if (!isSupportedCountry(country)) {
    throw new RestError(
      20422,
      `CountryCode must be an ISO 3166-1 code such as US, got "${countryCode}".`,
    );
  }
  const parsed = parsePhoneNumber(given, country);
  if (!parsed?.isValid()) {
    const fault = faults[validatePhoneNumberLength(given, country) ?? ""];
    const number = parsed?.number ?? given;
    return { isValid: false, number, fault: fault ?? "INVALID_BUT_POSSIBLE" };
  }
  return {
    isValid: true,
    number: parsed.number,
    callingCode: parsed.countryCallingCode,
    nationalFormat: parsed.formatNational(),
    facts: await lookup.find(parsed.number),
  };
}

/** Mobile country code and mobile network code, as both versions of the API name them. */
export function networkCodes({
  mobileNetwork,
}: NumberFacts): Readonly<Record<"mobile_country_code" | "mobile_network_code", string | null>> {
  const [country = null, network = null] = mobileNetwork?.split("-") ?? [];
  return { mobile_country_code: country, mobile_network_code: network };
}
