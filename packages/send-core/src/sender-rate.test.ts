import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultRates, reserveSlot, sendingCost } from "./sender-rate.ts";

/** Times at which messages may go that come at these times, one after the other. */
function schedule(arrivals: readonly number[], cost: number): number[] {
  let nextFree: number | undefined;
  return arrivals.map((now) => {
    const slot = reserveSlot(nextFree, now, cost);
    nextFree = slot.nextFree;
    return slot.dueAt;
  });
}

const gaps = fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 300 });

describe("reserveSlot", () => {
  test.each([
    [1, [0, 1000, 2000, 3000]],
    [3, [0, 334, 667, 1000]],
    [30, [0, 34, 67, 100]],
  ])("at %i a second, spaces messages that come together evenly", (rate, expected) => {
    expect(schedule([0, 0, 0, 0], 1000 / rate)).toEqual(expected);
  });

  test("lets a message go at once when its sender has been idle, and saves nothing up", () => {
    expect(schedule([0, 60_000, 60_000], 1000)).toEqual([0, 60_000, 61_000]);
  });

  test("no window of a second holds more than the rate and one", () => {
    fc.assert(
      fc.property(gaps, fc.integer({ min: 1, max: 100 }), (spaces, rate) => {
        let now = 1_785_585_600_000;
        const arrivals = spaces.map((gap) => {
          now += gap;
          return now;
        });
        const times = schedule(arrivals, 1000 / rate);
        for (const [index, time] of times.entries()) {
          const window = times.slice(index).filter((other) => other < time + 1000);
          expect(window.length).toBeLessThanOrEqual(rate + 1);
        }
      }),
    );
  });

  test("is never early, keeps the order, and delays no more than the queue before it", () => {
    fc.assert(
      fc.property(gaps, fc.double({ min: 0.1, max: 5000, noNaN: true }), (spaces, cost) => {
        let now = 0;
        const arrivals = spaces.map((gap) => {
          now += gap;
          return now;
        });
        const times = schedule(arrivals, cost);
        for (const [index, time] of times.entries()) {
          expect(time).toBeGreaterThanOrEqual(arrivals[index] ?? 0);
          expect(time).toBeGreaterThanOrEqual(times[index - 1] ?? 0);
          expect(time).toBeLessThanOrEqual(Math.ceil((arrivals[index] ?? 0) + index * cost + 1e-3));
        }
      }),
    );
  });
});

describe("sendingCost", () => {
  test.each([
    ["long-code", 1000, 1000],
    ["toll-free", 1000 / 3, 1000 / 3],
    ["short-code", 10, 1000 / 30],
    ["alphanumeric", 100, 100],
  ] as const)("of a %s is its documented rate", (type, segment, mms) => {
    expect(sendingCost(defaultRates[type], false, 1)).toBeCloseTo(segment);
    expect(sendingCost(defaultRates[type], true, 1)).toBeCloseTo(mms);
  });

  test("counts each segment of an SMS", () => {
    expect(sendingCost(defaultRates["long-code"], false, 3)).toBe(3000);
  });
});
