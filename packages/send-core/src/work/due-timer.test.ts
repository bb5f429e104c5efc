import { expect, test } from "vitest";
import { createVirtualClock } from "../virtual-clock.ts";
import { createDueTimer } from "./due-timer.ts";

test("runs at the earliest time it was woken for", async () => {
  const clock = createVirtualClock(0);
  const ran: number[] = [];
  const timer = createDueTimer(clock, () => ran.push(clock.now()));
  timer.wake(300);
  timer.wake(100);
  timer.wake(200);
  await clock.advance(1000);
  expect(ran).toEqual([100]);
  timer.wake(1500);
  timer.cancel();
  timer.wake(1700);
  await clock.advance(1000);
  expect(ran).toEqual([100, 1700]);
});
