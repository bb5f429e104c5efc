import { expect, test } from "vitest";
import { firstPace, nextPace, type Pace } from "./pace.ts";

/** The pace after steps that took so long. */
function after(tookMs: readonly number[], from: Pace = firstPace): Pace {
  return tookMs.reduce(nextPace, from);
}

test("a pause is nine times as long as its step, from 5 ms to 2 s", () => {
  expect(after([10])).toEqual({ size: 20, pauseMs: 90 });
  expect(after([0.1]).pauseMs).toBe(5);
  expect(after([4_000]).pauseMs).toBe(2_000);
});

test("steps grow while the store is idle and shrink while it is busy", () => {
  expect(after([2]).size).toBe(40);
  expect(after([2, 2, 2, 2, 2, 2]).size).toBe(200);
  expect(after([2, 12, 12]).size).toBe(40);
  expect(after([2, 2, 30]).size).toBe(40);
  expect(after([2, 2, 30, 30, 30]).size).toBe(20);
});
