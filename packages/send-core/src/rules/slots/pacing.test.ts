import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createPacing } from "./pacing.ts";

interface Waiting {
  dueAt: number;
  isPaced: boolean;
}

/** When messages go whose process wakes at these times only. */
function drive(
  slots: readonly number[],
  wakes: readonly number[],
  cost: number,
  startedAt = 0,
): number[] {
  const pacing = createPacing(startedAt);
  const limits = [{ key: "a", unit: cost * 1000, cost: cost * 1000 }];
  const waiting: Waiting[] = slots.map((dueAt) => ({ dueAt, isPaced: false }));
  const gone: number[] = [];
  for (const now of wakes) {
    for (const message of waiting.filter(({ dueAt }) => dueAt <= now).sort(byDue)) {
      const until = pacing.pace({ ...message, limits }, now);
      if (until === undefined) {
        gone.push(now);
        waiting.splice(waiting.indexOf(message), 1);
      } else {
        message.dueAt = until;
        message.isPaced = true;
      }
    }
  }
  return gone;
}

const byDue = (a: Waiting, b: Waiting) => a.dueAt - b.dueAt;
const range = (count: number, step: number, from = 0) =>
  Array.from({ length: count }, (_, index) => from + index * step);

describe("pacing", () => {
  test("lets messages go that go when their slots come", () => {
    expect(drive(range(5, 1000), range(5, 1000), 1000)).toEqual(range(5, 1000));
  });

  test("gives those that a stop has made late a slot each, behind one of a run before", () => {
    const gone = drive(range(6, 1000), range(100, 100, 60_000), 1000);
    expect(gone).toEqual(range(6, 1000, 60_000));
  });

  test("has nobody wait for a run before that has nothing to do with it", () => {
    expect(drive([1000], [1040], 1000, 1000)).toEqual([1040]);
    expect(drive([999], range(20, 100, 1040), 1000, 1000)).toEqual([2040]);
  });

  test("forgives a few milliseconds", () => {
    expect(drive([0, 1000, 2000], [3, 1001, 2005], 1000)).toEqual([3, 1001, 2005]);
  });

  test("keeps the rate, and loses nobody, however rarely and late the process wakes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 20, maxLength: 200 }),
        fc.constantFrom(10, 34, 100, 1000),
        (pauses, cost) => {
          let now = 0;
          const wakes = pauses.map((pause) => {
            now += pause;
            return now;
          });
          const ends = range(30_000, 7, now);
          const gone = drive(range(25, cost), [...wakes, ...ends], cost);
          expect(gone).toHaveLength(25);
          for (const [index, time] of gone.entries()) {
            const window = gone.slice(index).filter((other) => other < time + 1000);
            expect(window.length).toBeLessThanOrEqual(Math.floor(1005 / cost) + 1);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
