import fc from "fast-check";
import { expect, test } from "vitest";
import { divide, namedPeriod, parseDay, writeDay } from "./usage-periods.ts";

const day = (text: string) => Date.parse(text);
const shown = ({ from, before }: { from: number; before: number }) =>
  `${writeDay(from)}..${writeDay(before - 1)}`;

test.each([
  ["AllTime", "2024-03-01..2024-03-31"],
  ["Today", "2024-03-31..2024-03-31"],
  ["Yesterday", "2024-03-30..2024-03-30"],
  ["ThisMonth", "2024-03-01..2024-03-31"],
  ["LastMonth", "2024-02-01..2024-02-29"],
] as const)("%s on the last evening of March 2024 is %s", (name, span) => {
  const now = Date.parse("2024-03-31T23:59:59Z");
  expect(shown(namedPeriod(name, now, day("2024-03-01")))).toBe(span);
});

test("last month at New Year is the December before", () => {
  const now = Date.parse("2026-01-01T00:00:00Z");
  expect(shown(namedPeriod("LastMonth", now, 0))).toBe("2025-12-01..2025-12-31");
  expect(shown(namedPeriod("ThisMonth", now, 0))).toBe("2026-01-01..2026-01-01");
});

test.each([
  ["whole", ["2023-12-30..2024-02-01"]],
  ["month", ["2024-02-01..2024-02-01", "2024-01-01..2024-01-31", "2023-12-30..2023-12-31"]],
  ["year", ["2024-01-01..2024-02-01", "2023-12-30..2023-12-31"]],
] as const)("divided by %s, newest first", (interval, spans) => {
  const span = { from: day("2023-12-30"), before: day("2024-02-02") };
  expect(divide(span, interval).map(shown)).toEqual(spans);
});

test("the parts of a span are the whole span, without gaps", () => {
  const days = fc.integer({ min: 0, max: 30_000 });
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 900 }), (first, length) => {
      const span = { from: first * 86_400_000, before: (first + length) * 86_400_000 };
      for (const interval of ["day", "month", "year"] as const) {
        const parts = divide(span, interval).toReversed();
        expect(parts[0]?.from).toBe(span.from);
        expect(parts.at(-1)?.before).toBe(span.before);
        for (const [index, part] of parts.entries()) {
          expect(part.before).toBeGreaterThan(part.from);
          if (index > 0) expect(part.from).toBe(parts[index - 1]?.before);
        }
      }
    }),
    { numRuns: 50 },
  );
});

test.each([
  ["2026-11-23", "2026-11-23"],
  ["2026-11-23T18:00:00Z", "2026-11-23"],
  ["-30days", "2026-10-31"],
  ["+1day", "2026-12-01"],
])("%s is the day %s", (text, expected) => {
  const time = parseDay(text, Date.parse("2026-11-30T12:00:00Z"));
  expect(time === undefined ? undefined : writeDay(time)).toBe(expected);
});

test.each(["yesterday", "2026-13-01", "-days", "23.11.2026", ""])("%s is not a day", (text) => {
  expect(parseDay(text, 0)).toBeUndefined();
});
