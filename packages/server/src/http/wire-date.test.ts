import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFilterDate, toIso8601, toRfc2822 } from "./wire-date.ts";

const time = Date.UTC(2019, 5, 11, 22, 5, 25);

test("times are written as each API writes them", () => {
  expect(toRfc2822(time + 999)).toBe("Tue, 11 Jun 2019 22:05:25 +0000");
  expect(toIso8601(time + 999)).toBe("2019-06-11T22:05:25Z");
});

test("a day is a whole UTC day", () => {
  const start = Date.UTC(2019, 5, 11);
  const end = Date.UTC(2019, 5, 12);
  const day = { from: start, before: end, dayStart: start, dayEnd: end };
  expect(parseFilterDate("2019-06-11")).toEqual(day);
});

test.each([
  ["2019-06-11T22:05:25Z", time],
  ["2019-06-11 22:05:25.000", time],
  ["2019-06-11T22:05:25", time],
  ["06/11/2019 10:05:25 PM", time],
  ["2019-06-11T22:05:25.000", time],
  ["2019-06-11t22:05:25z", time],
  ["06/11/2019 22:05:25 MST", time + 7 * 3_600_000],
  ["Tue, 11 Jun 2019 22:05:25 +0000", time],
  ["2019-06-11T22:05:25+02:00", time - 2 * 3_600_000],
])("%s is a moment of one second", (text, from) => {
  expect(parseFilterDate(text)).toMatchObject({ from, before: from + 1000 });
});

test.each(["", "yesterday", "2019-13-01", "2019-06-32", "2019-06-11T25:00"])(
  '"%s" is no date',
  (text) => {
    expect(parseFilterDate(text)).toBeUndefined();
  },
);

test("what is written is read again, to the second", () => {
  const range = { min: Date.UTC(1970, 0, 1), max: Date.UTC(2200, 0, 1) };
  fc.assert(
    fc.property(fc.integer(range), (at) => {
      const second = Math.floor(at / 1000) * 1000;
      expect(parseFilterDate(toRfc2822(at))?.from).toBe(second);
      expect(parseFilterDate(toIso8601(at))?.from).toBe(second);
    }),
  );
});
