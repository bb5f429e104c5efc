import type { Clock, LineFacts, Lookup, NumberFacts } from "@repartee/send-core";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { RestError } from "../../http/rest-error.ts";
import { networkCodes, type ReadNumber, readNumber } from "./read-number.ts";

/** What looking numbers up works with. */
export interface LookupParts {
  readonly lookup: Lookup;
  readonly clock: Clock;
}

// 60600: out of coverage, as Twilio answers where it does not know something.
const notCovered = 60600;

/** Packages without data here, with all of their fields. */
const uncovered: Readonly<Record<string, object>> = {
  caller_name: { caller_name: null, caller_type: null, error_code: notCovered },
  call_forwarding: { call_forwarding_enabled: null, error_code: notCovered },
  identity_match: {
    first_name_match: null,
    last_name_match: null,
    address_lines_match: null,
    city_match: null,
    state_match: null,
    postal_code_match: null,
    address_country_match: null,
    national_id_match: null,
    date_of_birth_match: null,
    summary_score: null,
    error_code: notCovered,
    error_message: null,
  },
  sms_pumping_risk: {
    carrier_risk_category: null,
    number_blocked: null,
    number_blocked_date: null,
    number_blocked_last_3_months: null,
    sms_pumping_risk_score: null,
    error_code: notCovered,
  },
  phone_number_quality_score: { error_code: notCovered },
  pre_fill: { error_code: notCovered },
};

/** What the packages of one lookup are written from. */
interface Asked {
  readonly call: Call;
  readonly facts: NumberFacts;
  readonly now: number;
}

const covered: Readonly<Record<string, (asked: Asked) => object>> = {
  line_type_intelligence: ({ facts }) => lineTypeIntelligence(facts),
  line_status: ({ facts }) => lineStatus(facts.line),
  reassigned_number: reassigned,
  sim_swap: ({ facts, now }) => simSwap(facts, now),
};

const packages = [...Object.keys(uncovered), ...Object.keys(covered)];
// It is always there, and costs nothing to ask for.
const basic = "validation";

/** Looks numbers up as the second version of the API does; it finds numbers that are not valid, too. */
export function lookupV2({ lookup, clock }: LookupParts): Operation {
  async function fetch(call: Call): Promise<Answer> {
    const asked = readFields(call);
    const read = await readNumber(call, lookup);
    const now = clock.now();
    const write = (name: string): object | null => {
      if (!read.isValid || !asked.includes(name)) return null;
      return covered[name]?.({ call, facts: read.facts, now }) ?? uncovered[name] ?? null;
    };
    const body = {
      ...validation(read),
      ...Object.fromEntries(packages.map((name) => [name, write(name)])),
      url: `${call.origin}/v2/PhoneNumbers/${read.number}`,
    };
    return { status: 200, body };
  }

  return {
    product: "lookups",
    method: "GET",
    path: "/v2/PhoneNumbers/{PhoneNumber}",
    differs:
      "lines and carriers are those of the simulated network; names, forwarding, identity, risk, score and pre-fill answer 60600",
    run: fetch,
  };
}

/** @throws RestError 20422 for a package that does not exist. */
function readFields({ query }: Call): readonly string[] {
  const asked = query
    .all("Fields")
    .flatMap((value) => value.split(","))
    .map((field) => field.trim())
    .filter((field) => field !== "");
  const wrong = asked.find((field) => field !== basic && !packages.includes(field));
  if (wrong === undefined) return asked;
  const known = [basic, ...packages].join(", ");
  throw new RestError(20422, `Fields takes ${known}, got "${wrong}".`);
}

function validation(read: ReadNumber): object {
  const { number } = read;
  if (!read.isValid) {
    return {
      calling_country_code: null,
      country_code: null,
      phone_number: number,
      national_format: null,
      valid: false,
      validation_errors: [read.fault],
    };
  }
  return {
    calling_country_code: read.callingCode,
    country_code: read.facts.country ?? null,
    phone_number: number,
    national_format: read.nationalFormat,
    valid: true,
    validation_errors: [],
  };
}

function lineTypeIntelligence(facts: NumberFacts): object {
  return {
    ...networkCodes(facts),
    carrier_name: facts.carrier ?? null,
    type: facts.lineType === "unknown" ? null : facts.lineType,
    error_code: null,
  };
}

function lineStatus(line: LineFacts | undefined): object {
  return line
    ? { status: line.status, error_code: null }
    : { status: null, error_code: notCovered };
}

/** Whether the number has gone to somebody else since a day; known of the United States alone. */
function reassigned({ call: { query }, facts }: Asked): object {
  const [, year, month, day] =
    /^(\d{4})(\d\d)(\d\d)$/.exec(query.text("LastVerifiedDate") ?? "") ?? [];
  if (year === undefined) {
    throw new RestError(20422, "reassigned_number needs a LastVerifiedDate such as 20261123.");
  }
  const verified = `${year}-${month}-${day}`;
  const at = facts.line?.reassignedAt;
  const isSince = at !== undefined && dayOf(at) > verified;
  const isKnown = facts.country === "US" && facts.line !== undefined;
  return {
    last_verified_date: verified,
    is_number_reassigned: isKnown ? (isSince ? "yes" : "no") : "no_data_available",
    error_code: null,
  };
}

const SWAPPED_LATELY_HOURS = 24;

function simSwap(facts: NumberFacts, now: number): object {
  const carrier = { carrier_name: facts.carrier ?? null, ...networkCodes(facts) };
  if (!facts.line) return { last_sim_swap: null, ...carrier, error_code: notCovered };
  const at = facts.line.simSwappedAt;
  return {
    last_sim_swap: {
      last_sim_swap_date: at === undefined ? null : new Date(at).toISOString(),
      swapped_period: `PT${SWAPPED_LATELY_HOURS}H`,
      swapped_in_period: at !== undefined && now - at < SWAPPED_LATELY_HOURS * 3_600_000,
    },
    ...carrier,
    error_code: null,
  };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
