import fc from "fast-check";
import { expect, test } from "vitest";
import { refusedExchange } from "./open-exchange.ts";

const message = { from: "+14155550100", to: "+15005550006", body: "Hello", media: [] };
const sidAt = (time: number) => refusedExchange(message, time).sid;

test("SIDs of exchanges are in the order of their times", () => {
  const time = fc.oneof(fc.nat(), fc.integer({ min: 0, max: 2 ** 48 - 1 }));
  fc.assert(
    fc.property(time, time, (one, other) => {
      expect(sidAt(one)).toMatch(/^EX[0-9a-f]{32}$/);
      if (one < other) expect(sidAt(one) < sidAt(other)).toBe(true);
    }),
  );
});

test("exchanges of the same time have different SIDs", () => {
  const time = Date.UTC(2026, 9, 1);
  expect(new Set(Array.from({ length: 1_000 }, () => sidAt(time))).size).toBe(1_000);
});

test("a clock before 1970 makes valid SIDs", () => {
  expect(sidAt(-1)).toMatch(/^EX0{12}[0-9a-f]{20}$/);
});
