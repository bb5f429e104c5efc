import fc from "fast-check";
import parsePhoneNumber, { getCountries, getCountryCallingCode } from "libphonenumber-js/min";
import { expect, test } from "vitest";
import { isPossibleNumber } from "./possible-number.ts";

const codes = getCountries().map((country) => `+${getCountryCallingCode(country)}`);

test("judges as the library does, for any country and length", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...codes, "+800", "+881", "+999", "+"),
      fc.stringMatching(/^[1-9]\d{0,14}$/),
      (code, rest) => {
        const value = code + rest;
        const parsed = parsePhoneNumber(value);
        // The library also takes numbers with a national prefix after the calling code, and mends
        // them; such a number is not in E.164 form.
        fc.pre(parsed === undefined || parsed.number === value);
        const judged = parsed?.isPossible() ?? false;
        // Canada has numbers of seven digits, which nobody outside of it can call.
        fc.pre(!/^\+1\d{7}$/.test(value));
        // The library tells countries with one code apart by their first digits; here the lengths
        // of the main one will do.
        const isShared = codes.filter((other) => value.startsWith(other)).length > 1;
        if (judged || !isShared) expect(isPossibleNumber(value), value).toBe(judged);
      },
    ),
    { numRuns: 2000, examples: [["+599", "30000000"]] },
  );
});

test.each(["", "+", "14155550100", "+1 415 555 0100", "+0", "+114155550100", "sms:+14155550100"])(
  "refuses %j",
  (value) => {
    expect(isPossibleNumber(value)).toBe(false);
  },
);
