import fc from "fast-check";
import { expect, test } from "vitest";
import { sniffType } from "../index.ts";
import { textMark } from "../sniff/text-mark.ts";
import { prologAttacks } from "./prologs.fixture.ts";

/** The fastest of three runs in milliseconds: a busy machine makes one slow, not all. */
function fastest(work: () => unknown): number {
  const runs = [0, 1, 2].map(() => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...runs);
}

test.each(prologAttacks)("$what: read in one pass", async ({ make }) => {
  // At 26 repeats the expression that stood here took 4 seconds; each further one doubled it.
  const text = make(200_000);
  expect(fastest(() => textMark(text))).toBeLessThan(500);
  await sniffType(Buffer.from(text));
});

test("the time grows with the length, whatever pieces a prolog repeats", () => {
  const pieces = fc.array(
    fc.constantFrom(
      "<!--",
      "-->",
      "--!>",
      "<!---->",
      "<?",
      "?>",
      ">",
      "-",
      " ",
      "<?xml ",
      "<!DOCTYPE ",
      "<svg",
      "x",
    ),
    { minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(pieces, pieces, fc.boolean(), (repeated, end, isXml) => {
      const start = isXml ? '<?xml version="1.0"?>' : "";
      const text = start + repeated.join("").repeat(10_000) + end.join("");
      expect(fastest(() => textMark(text))).toBeLessThan(200);
    }),
    { numRuns: 200 },
  );
});
