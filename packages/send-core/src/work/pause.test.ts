import { expect, test } from "vitest";
import { createVirtualClock } from "../virtual-clock.ts";
import { pause } from "./pause.ts";

test("a pause ends when its time is over, and not before", async () => {
  const clock = createVirtualClock(0);
  let isOver = false;
  const over = pause(1_000, { clock, signal: new AbortController().signal }).then(() => {
    isOver = true;
  });
  await clock.advance(999);
  expect(isOver).toBe(false);
  await clock.advance(1);
  await over;
  expect(isOver).toBe(true);
});

test("a pause ends at once when its signal aborts, or has aborted", async () => {
  const clock = createVirtualClock(0);
  const stopping = new AbortController();
  const over = pause(1_000, { clock, signal: stopping.signal });
  stopping.abort();
  await over;
  await pause(1_000, { clock, signal: stopping.signal });
  expect(clock.now()).toBe(0);
});
