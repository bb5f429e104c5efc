import type { Lookup, NumberFacts } from "@repartee/send-core";
import { notFound } from "../../http/not-found.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { RestError } from "../../http/rest-error.ts";
import { networkCodes, readNumber } from "./read-number.ts";

/** Looks numbers up as the first version of the API does; a number that is not valid is not found. */
export function lookupV1({ lookup }: { readonly lookup: Lookup }): Operation {
  async function fetch(call: Call): Promise<Answer> {
    const types = call.query.all("Type");
    const wrong = types.find((type) => type !== "carrier" && type !== "caller-name");
    if (wrong !== undefined) {
      throw new RestError(20422, `Type must be carrier or caller-name, got "${wrong}".`);
    }
    const read = await readNumber(call, lookup);
    if (!read.isValid) throw notFound(call);
    const { number, facts, nationalFormat } = read;
    const body = {
      caller_name: types.includes("caller-name") ? unknownName : null,
      country_code: facts.country ?? null,
      phone_number: number,
      national_format: nationalFormat,
      carrier: types.includes("carrier") ? carrierOf(facts) : null,
      add_ons: addOns(call),
      url: `${call.origin}/v1/PhoneNumbers/${number}`,
    };
    return { status: 200, body };
  }

  return {
    product: "lookups",
    method: "GET",
    path: "/v1/PhoneNumbers/{PhoneNumber}",
    differs:
      "lines and carriers are those of the simulated network; caller names answer 60600; add-ons are not installed",
    run: fetch,
  };
}

// Names are not in any numbering plan.
const unknownName = { caller_name: null, caller_type: null, error_code: 60600 };

function carrierOf(facts: NumberFacts): object {
  return {
    ...networkCodes(facts),
    name: facts.carrier ?? null,
    type: lineType(facts),
    error_code: null,
  };
}

/** The first version knows three types. */
function lineType({ lineType: type }: NumberFacts): "mobile" | "landline" | "voip" | null {
  if (type === "mobile" || type === "landline") return type;
  return type === "fixedVoip" || type === "nonFixedVoip" ? "voip" : null;
}

/** The request for an add-on succeeds; the add-on itself fails, as one does that is not installed. */
function addOns({ query }: Call): object | null {
  const names = query.all("AddOns").filter((name) => name !== "");
  if (names.length === 0) return null;
  const result = (name: string) => ({
    status: "failed",
    request_sid: null,
    // The text and the missing code are unconfirmed.
    message: `The add-on ${name} is not installed; Repartee has no add-ons.`,
    code: null,
    result: {},
  });
  return {
    status: "successful",
    message: null,
    code: null,
    results: Object.fromEntries(names.map((name) => [name, result(name)])),
  };
}
