import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createMemoryCalendar } from "../../test/memory-calendar.ts";
import { findSlot } from "./reserve-slot.ts";
import type { LimitUse } from "./slot-calendar.ts";

const at = Date.UTC(2026, 7, 1, 12);
const use = (key: string, unit: number, items = 1): LimitUse => ({ key, unit, cost: unit * items });
const second = 1_000_000;

function reserver() {
  const calendar = createMemoryCalendar();
  return {
    calendar,
    reserve(uses: readonly LimitUse[], now = at, notBefore = now): number {
      const slot = findSlot(calendar, uses, now, notBefore);
      slot.commit();
      return slot.dueAt - at;
    },
  };
}

describe("findSlot", () => {
  test.each([
    [1, [0, 1000, 2000, 3000]],
    [3, [0, 334, 667, 1001]],
    [30, [0, 34, 67, 101]],
  ])("at %i a second, spaces messages that come together evenly", (rate, expected) => {
    const { reserve } = reserver();
    const uses = [use("a", Math.ceil(second / rate))];
    expect(expected.map(() => reserve(uses))).toEqual(expected);
  });

  test("lets a message go at once when its sender has been idle, and saves nothing up", () => {
    const { reserve } = reserver();
    const uses = [use("a", second)];
    expect(reserve(uses)).toBe(0);
    expect(reserve(uses, at + 60_123)).toBe(60_123);
    expect(reserve(uses, at + 60_123)).toBe(61_123);
  });

  test("takes nothing before it is committed", () => {
    const { calendar, reserve } = reserver();
    expect(findSlot(calendar, [use("a", second)], at).dueAt).toBe(at);
    expect(reserve([use("a", second)])).toBe(0);
  });

  test("waits for the busiest limit, and leaves the others free until then", () => {
    const { reserve } = reserver();
    const sender = use("sender", second);
    for (let count = 0; count < 10; count += 1) reserve([use("slow carrier", 60 * second)]);
    expect(reserve([sender, use("slow carrier", 60 * second)])).toBe(600_000);
    expect([1, 2, 3].map(() => reserve([sender]))).toEqual([0, 1000, 2000]);
    // The slot of the waiting message is not given away.
    const times = Array.from({ length: 700 }, () => reserve([sender]));
    expect(times).not.toContain(600_000);
    expect(new Set(times).size).toBe(700);
  });

  test("goes after a later time when it must, and fills the time before with others", () => {
    const { calendar, reserve } = reserver();
    expect(reserve([use("a", second)], at, at + 5000)).toBe(5000);
    expect([1, 2, 3, 4, 5, 6].map(() => reserve([use("a", second)]))).toEqual([
      0, 1000, 2000, 3000, 4000, 6000,
    ]);
    expect(calendar.runs("a")).toHaveLength(1);
  });

  test("gives a message of several segments time in one piece", () => {
    const { reserve } = reserver();
    reserve([use("a", second)], at, at + 2000);
    expect(reserve([use("a", second, 3)])).toBe(3000);
    expect(reserve([use("a", second, 2)])).toBe(0);
  });

  test("never lets any limit be exceeded, whatever comes", () => {
    const limits = { one: second, three: 333_334, many: 10_000 } as const;
    const keys = fc.subarray(["one", "three", "many"] as const, { minLength: 1 });
    const message = fc.record({
      keys,
      items: fc.integer({ min: 1, max: 3 }),
      gap: fc.integer({ min: 0, max: 700 }),
      delay: fc.constantFrom(0, 0, 2500),
    });
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 60 }), (messages) => {
        const { calendar } = reserver();
        const taken: Record<string, [number, number][]> = { one: [], three: [], many: [] };
        let now = at;
        for (const { keys: wanted, items, gap, delay } of messages) {
          now += gap;
          const uses = wanted.map((key) => use(key, limits[key], items));
          const slot = findSlot(calendar, uses, now, now + delay);
          slot.commit();
          expect(slot.dueAt).toBeGreaterThanOrEqual(now + delay);
          for (const { key, cost } of uses) taken[key]?.push([slot.dueAt * 1000, cost]);
        }
        for (const list of Object.values(taken)) {
          list.sort(([a], [b]) => a - b);
          for (const [index, [time, cost]] of list.entries()) {
            const next = list[index + 1];
            // A due time is its slot rounded up to a millisecond.
            if (next) expect(next[0] - time).toBeGreaterThan(cost - 1000);
          }
        }
      }),
    );
  });

  test("costs no more than a few looks among thousands of gaps", () => {
    const { calendar, reserve } = reserver();
    for (let index = 0; index < 2000; index += 1) {
      calendar.add("a", {
        from: at * 1000 + index * 2 * second,
        until: at * 1000 + index * 2 * second + second,
      });
    }
    let looks = 0;
    const counted = {
      ...calendar,
      after(key: string, time: number) {
        looks += 1;
        return calendar.after(key, time);
      },
    };
    // No gap takes two segments, so it goes after all of them.
    expect(findSlot(counted, [use("a", second, 2)], at).dueAt - at).toBe(3_999_000);
    expect(looks).toBeLessThan(100);
    expect(reserve([use("a", second)])).toBe(1000);
  });
});
