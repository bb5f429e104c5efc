import fc from "fast-check";
import { expect, test } from "vitest";
import { createReplyRate } from "./reply-rate.ts";

const a = "+14155550100";
const b = "+15005550006";

test("thirty replies in a row go, the next waits for a pause of thirty seconds", () => {
  const rate = createReplyRate();
  for (let index = 0; index < 30; index += 1) expect(rate.take(a, b, index * 29_999)).toBe(true);
  const last = 29 * 29_999;
  expect(rate.take(a, b, last + 29_999)).toBe(false);
  expect(rate.take(a, "+15005550007", last)).toBe(true);
  expect(rate.take(a, b, last + 30_000)).toBe(true);
});

test("never over thirty go without a pause, however they come", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 200 }), (gaps) => {
      const rate = createReplyRate();
      let now = 0;
      let lastAt = Number.NEGATIVE_INFINITY;
      let inARow = 0;
      for (const gap of gaps) {
        now += gap;
        if (!rate.take(a, b, now)) continue;
        inARow = now - lastAt < 30_000 ? inARow + 1 : 1;
        lastAt = now;
        expect(inARow).toBeLessThanOrEqual(30);
      }
    }),
  );
});
