import type { Clock, LineFacts, Lookup, NumberFacts } from "@repartee/send-core";
import parsePhoneNumber, {
  isSupportedCountry,
  validatePhoneNumberLength,
} from "libphonenumber-js/max";
import type { Answer, Call, Operation } from "./operation.ts";
import { RestError } from "./rest-error.ts";

/** What looking numbers up works with. */
export interface LookupParts {
  readonly lookup: Lookup;
  readonly clock: Clock;
}

/** What nobody knows here: answered as where the platform has no coverage. */
const uncovered = [
  "caller_name",
  "call_forwarding",
  "identity_match",
  "sms_pumping_risk",
  "phone_number_quality_score",
  "pre_fill",
];
const known = [
  "validation",
  "line_type_intelligence",
  "line_status",
  "reassigned_number",
  "sim_swap",
];
const notCovered = { error_code: 60600 };

/** Looks a number up: is it one, of which country, of what kind, at which carrier? */
export function lookupOperations({ lookup, clock }: LookupParts): readonly Operation[] {
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
    const errors = isValid ? [] : [fault ? errorNames[fault] : "INVALID_BUT_POSSIBLE"];
    const isAsked = (field: string) => isValid && asked.includes(field);
    const body = {
      calling_country_code: isValid ? (parsed?.countryCallingCode ?? null) : null,
      country_code: facts?.country ?? null,
      phone_number: number,
      national_format: isValid ? (parsed?.formatNational() ?? null) : null,
      valid: isValid,
      validation_errors: errors,
      ...Object.fromEntries(uncovered.map((field) => [field, isAsked(field) ? notCovered : null])),
      line_status: isAsked("line_status") ? lineStatus(facts?.line) : null,
      line_type_intelligence: isAsked("line_type_intelligence")
        ? {
            mobile_country_code: null,
            mobile_network_code: null,
            carrier_name: facts?.carrier ?? null,
            type: facts?.lineType === "unknown" ? null : (facts?.lineType ?? null),
            error_code: null,
          }
        : null,
      reassigned_number: isAsked("reassigned_number") ? reassigned(call, facts) : null,
      sim_swap: isAsked("sim_swap") ? simSwap(facts, clock.now()) : null,
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
        "lines and carriers are those of the simulated network; names, forwarding, identity, risk, score and pre-fill answer 60600",
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

function lineStatus(line: LineFacts | undefined): object {
  return line ? { status: line.status, error_code: null } : notCovered;
}

/** Whether the number has gone to somebody else since a day; known of the United States alone. */
function reassigned({ query }: Call, facts: NumberFacts | undefined): object {
  const [, year, month, day] =
    /^(\d{4})(\d\d)(\d\d)$/.exec(query.text("LastVerifiedDate") ?? "") ?? [];
  if (year === undefined) {
    throw new RestError(20422, "reassigned_number needs a LastVerifiedDate such as 20261123.");
  }
  const verified = `${year}-${month}-${day}`;
  const at = facts?.line?.reassignedAt;
  const isSince = at !== undefined && dayOf(at) > verified;
  const isKnown = facts?.country === "US" && facts.line !== undefined;
  return {
    last_verified_date: verified,
    is_number_reassigned: isKnown ? (isSince ? "yes" : "no") : "no_data_available",
    error_code: null,
  };
}

const SWAPPED_LATELY_HOURS = 24;

function simSwap(facts: NumberFacts | undefined, now: number): object {
  if (!facts?.line) return notCovered;
  const at = facts.line.simSwappedAt;
  return {
    last_sim_swap: {
      last_sim_swap_date: at === undefined ? null : new Date(at).toISOString(),
      swapped_period: `PT${SWAPPED_LATELY_HOURS}H`,
      swapped_in_period: at !== undefined && now - at < SWAPPED_LATELY_HOURS * 3_600_000,
    },
    carrier_name: facts.carrier ?? null,
    mobile_country_code: null,
    mobile_network_code: null,
    error_code: null,
  };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
