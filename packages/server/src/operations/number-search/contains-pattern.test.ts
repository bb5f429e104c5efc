import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RestError } from "../../http/rest-error.ts";
import { readContains } from "./contains-pattern.ts";

const endings = (contains: string, start = "1510555", length = 4) =>
  readContains(contains).endings(start, length);

describe("a pattern", () => {
  test.each([
    ["510555****", ["****"]],
    ["510", ["****"]],
    ["415", ["*415", "415*"]],
    ["5550100", ["0100"]],
    ["0100$", ["0100"]],
    ["51$", ["**51"]],
    ["+1510555", ["****"]],
    ["+510", ["****"]],
    ["+555", []],
    ["%0100", ["0100"]],
    ["*****1510", ["1510"]],
    ["********1510", []],
    ["555%", ["****"]],
    ["5105550*", ["0***"]],
    ["510***01**", ["01**"]],
    ["KIDS", ["437*", "5437"]],
    ["kids", ["437*", "5437"]],
    ["555-KIDS", ["5437"]],
    ["(510) 555-01**", ["01**"]],
    ["STORM", []],
    ["", ["****"]],
    ["****", ["****"]],
    ["100", ["100*", "*100"]],
  ])("%j", (contains, expected) => {
    expect(endings(contains).toSorted()).toEqual(expected.toSorted());
  });

  test.each(["5%5", "5+5", "1$2", "٥٥", "5#", "12345678901234567"])("%j is refused", (contains) => {
    expect(() => endings(contains)).toThrow(RestError);
  });

  test("finds every number that contains its digits, and no other", () => {
    const digit = fc.constantFrom(..."0123456789");
    const digits = (length: number) =>
      fc.array(digit, { minLength: 1, maxLength: length }).map((all) => all.join(""));
    fc.assert(
      fc.property(digits(5), fc.integer({ min: 0, max: 9999 }), (wanted, line) => {
        const ending = String(line).padStart(4, "0");
        const isFound = endings(wanted).some((template) =>
          [...template].every((character, at) => character === "*" || character === ending[at]),
        );
        expect(isFound).toBe(`1510555${ending}`.includes(wanted));
      }),
    );
  });
});
