import type { Lookup } from "@repartee/send-core";
import parsePhoneNumber, {
  isSupportedCountry,
  validatePhoneNumberLength,
} from "libphonenumber-js/max";
import type { Answer, Call, Operation } from "./operation.ts";
import { RestError } from "./rest-error.ts";

/** What looking numbers up works with. */
export interface LookupParts {
  readonly lookup: Lookup;
}

/** What nobody knows here: answered as where the platform has no coverage. */
const uncovered = [
  "caller_name",
  "sim_swap",
  "call_forwarding",
  "identity_match",
  "sms_pumping_risk",
  "phone_number_quality_score",
  "pre_fill",
];
const known = ["validation", "line_type_intelligence", "line_status", "reassigned_number"];

/** Looks a number up: is it one, of which country, of what kind, at which carrier? */
export function lookupOperations({ lookup }: LookupParts): readonly Operation[] {
  async function fetch(call: Call): Promise<Answer> {
    const given = call.path.PhoneNumber ?? "";
    const country = (call.query.text("CountryCode") || "US").toUpperCase();
    if (!isSupportedCountry(country)) throw new RestError(20422, "CountryCode is no country.");
    const asked = (call.query.text("Fields") ?? "").split(",").map((field) => field.trim());
    const wrong = asked.find((field) => ![...known, ...uncovered, ""].includes(field));
    if (wrong !== undefined) throw new RestError(20422, "Fields names one that there is not.");

    const parsed = parsePhoneNumber(given, country);
    const fault = validatePhoneNumberLength(given, country);
    const isValid = parsed?.isValid() ?? false;
    const number = parsed?.number ?? given;
    const facts = isValid ? await lookup.find(number) : undefined;
    const errors = isValid ? [] : [errorNames[fault ?? "NOT_A_NUMBER"] ?? fault];
    const isAsked = (field: string) => isValid && asked.includes(field);
    const body = {
      calling_country_code: isValid ? (parsed?.countryCallingCode ?? null) : null,
      country_code: facts?.country ?? null,
      phone_number: number,
      national_format: isValid ? (parsed?.formatNational() ?? null) : null,
      valid: isValid,
      validation_errors: errors,
      ...Object.fromEntries(
        uncovered.map((field) => [field, isAsked(field) ? { error_code: 60600 } : null]),
      ),
      line_status: isAsked("line_status") ? { status: "active", error_code: null } : null,
      line_type_intelligence: isAsked("line_type_intelligence")
        ? {
            mobile_country_code: null,
            mobile_network_code: null,
            carrier_name: facts?.carrier ?? null,
            type: facts?.lineType === "unknown" ? null : (facts?.lineType ?? null),
            error_code: null,
          }
        : null,
      reassigned_number: isAsked("reassigned_number") ? reassigned(call) : null,
      url: `${call.origin}/v2/PhoneNumbers/${number}`,
    };
    return { status: 200, body };
  }

  return [
    {
      product: "lookups",
      method: "GET",
      path: "/v2/PhoneNumbers/{PhoneNumber}",
      differs:
        "carriers are those of the simulated network; every line is active and no number is reassigned; names, SIM swaps, forwarding, identity, risk, score and pre-fill answer 60600",
      run: fetch,
    },
  ];
}

const errorNames: Readonly<Record<string, string>> = {
  INVALID_COUNTRY: "INVALID_COUNTRY_CODE",
  INVALID_LENGTH: "INVALID_LENGTH",
  NOT_A_NUMBER: "NOT_A_NUMBER",
  TOO_SHORT: "TOO_SHORT",
  TOO_LONG: "TOO_LONG",
};

/** In the simulated network, everybody keeps the number. */
function reassigned({ query }: Call): object {
  const date = query.text("LastVerifiedDate") ?? "";
  if (!/^\d{8}$/.test(date)) {
    throw new RestError(20422, "reassigned_number needs a LastVerifiedDate such as 20261123.");
  }
  return {
    last_verified_date: date.replace(/^(....)(..)(..)$/, "$1-$2-$3"),
    is_number_reassigned: "no",
    error_code: null,
  };
}
