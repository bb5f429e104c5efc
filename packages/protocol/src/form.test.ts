import fc from "fast-check";
import { expect, test } from "vitest";
import { parseForm, writeForm } from "./form.ts";

test("forms are read as the WHATWG parser reads them", () => {
  const piece = fc.constantFrom(
    "a",
    "é",
    "👍",
    "=",
    "&",
    "+",
    "%",
    "%2",
    "%20",
    "%2B",
    "%2f",
    "%7F",
    "%4g",
    "%g4",
    "%80",
    "%00",
    "%C3%A9",
    "%ff",
    "?",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece).map((parts) => parts.join("")),
        fc.webQueryParameters(),
      ),
      (text) => {
        expect(parseForm(text)).toEqual([
          ...new URLSearchParams(text.startsWith("?") ? `&${text}` : text),
        ]);
      },
    ),
    { numRuns: 2_000 },
  );
});

test.each(["a&", "&", "=", "a=&", "%&", "%ff", "%41", "a+"])(
  "takes time in proportion: %s",
  (unit) => {
    const text = unit.repeat(300_000);
    const timed = () => {
      const start = performance.now();
      parseForm(text);
      return performance.now() - start;
    };
    const first = timed();
    // A pause of the machine is not the parser's.
    expect(first < 1_000 ? first : Math.min(timed(), timed())).toBeLessThan(10_000);
  },
);

test("what is written is read", () => {
  const text = fc.string({ unit: "grapheme" });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text)), (pairs) => {
      expect(parseForm(writeForm(pairs))).toEqual(pairs);
    }),
  );
});
