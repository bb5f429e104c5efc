import { expect, test } from "vitest";
import { readFields } from "./fields.ts";

test.each([
  ["true", true],
  ["True", true],
  ["TRUE", true],
  ["tRuE", true],
  ["false", false],
  ["False", false],
  ["FALSE", false],
])("a boolean is read in any case: %s", (word, value) => {
  expect(readFields(`Beta=${word}`).flag("Beta")).toBe(value);
});

test("a boolean that is not sent is not known", () => {
  expect(readFields("").flag("Beta")).toBeUndefined();
});

test.each(["", "1", "yes", " true", "truefalse", "\u212a"])(
  "what is neither true nor false is refused with its value: %j",
  (word) => {
    expect(() => readFields(`Beta=${encodeURIComponent(word)}`).flag("Beta")).toThrow(
      `Beta must be true or false, got ${JSON.stringify(word)}.`,
    );
  },
);

test("a boolean that is sent twice is refused, even with one value", () => {
  expect(() => readFields("Beta=true&Beta=TRUE").flag("Beta")).toThrow("Given twice");
});
