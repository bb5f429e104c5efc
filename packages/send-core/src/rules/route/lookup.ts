import parsePhoneNumber, { type NumberType } from "libphonenumber-js/max";
import type { LineType, Lookup, NumberFacts } from "../../ports/lookup.ts";

const lineTypes: Readonly<Record<NonNullable<NumberType>, LineType>> = {
  MOBILE: "mobile",
  FIXED_LINE: "landline",
  FIXED_LINE_OR_MOBILE: "unknown",
  VOIP: "nonFixedVoip",
  TOLL_FREE: "tollFree",
  PREMIUM_RATE: "premium",
  SHARED_COST: "sharedCost",
  PERSONAL_NUMBER: "personal",
  PAGER: "pager",
  UAN: "uan",
  VOICEMAIL: "voicemail",
};

/** Parsing a number takes tens of microseconds; the same ones come again. */
const MOST_KEPT = 10_000;

/** A lookup by the numbering plans of the world: it knows countries and kinds of line, no carriers. */
export function createLookup(): Lookup {
  const kept = new Map<string, NumberFacts>();
  return {
    async find(number) {
      const known = kept.get(areaOf(number)) ?? kept.get(number);
      if (known) return known;
      const facts = parse(number);
      if (kept.size >= MOST_KEPT) kept.clear();
      const isWholeArea = number.startsWith("+1") && /^(US|CA)$/.test(facts.country ?? "");
      kept.set(isWholeArea ? areaOf(number) : number, facts);
      return facts;
    },
  };
}

/** In the US and in Canada, country and kind of line are the same for a whole area code. */
function areaOf(number: string): string {
  return number.slice(0, 5);
}

function parse(number: string): NumberFacts {
  const parsed = parsePhoneNumber(number);
  const type = parsed?.getType();
  return {
    // Numbers that nobody has been given, as tests and examples use them, belong to the main country.
    country: parsed?.country ?? parsed?.getPossibleCountries()[0] ?? mainCountry(number),
    carrier: undefined,
    lineType: type === undefined ? "unknown" : lineTypes[type],
  };
}

function mainCountry(number: string): string | undefined {
  return number.startsWith("+1") ? "US" : undefined;
}
