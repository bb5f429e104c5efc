import { expect, test } from "vitest";
import { createRunningClock } from "./running-clock.ts";

test("runs by itself", async () => {
  const clock = createRunningClock();
  const asked = clock.now() + 10;
  const ran = await new Promise<number>((resolve) => {
    clock.at(asked, () => resolve(clock.now()));
  });
  expect(ran).toBeGreaterThanOrEqual(asked);
});

test("turned on, what is due on the way runs in its order and at its time", async () => {
  const clock = createRunningClock();
  const start = clock.now();
  const ran: [string, number][] = [];
  const note = (name: string) => () => void ran.push([name, clock.now() - start]);
  clock.at(start + 60_000, note("minute"));
  clock.at(start + 1_000, () => {
    note("second")();
    clock.at(start + 2_000, note("asked for on the way"));
  });
  clock.at(start + 3_000, note("called off"))();
  clock.at(start + 7_200_000, note("later"));
  await clock.advance(3_600_000);
  expect(ran.map(([name]) => name)).toEqual(["second", "asked for on the way", "minute"]);
  const times = [1_000, 2_000, 60_000];
  for (const [index, [, at]] of ran.entries()) {
    expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(0);
    expect(at - (times[index] ?? 0)).toBeLessThan(500);
  }
  expect(clock.now() - start).toBeGreaterThanOrEqual(3_600_000);
});

test("a task runs once, by itself, after the clock was turned near to it", async () => {
  const clock = createRunningClock();
  let count = 0;
  const done = new Promise<void>((resolve) => {
    clock.at(clock.now() + 3_600_010, () => {
      count += 1;
      resolve();
    });
  });
  await clock.advance(3_600_000);
  await done;
  await clock.advance(10_000);
  expect(count).toBe(1);
});
