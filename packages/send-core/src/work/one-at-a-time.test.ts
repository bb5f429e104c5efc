import { expect, test } from "vitest";
import { oneAtATime } from "./one-at-a-time.ts";

test("runs once more for all that asked meanwhile, never beside itself", async () => {
  let running = 0;
  let runs = 0;
  let most = 0;
  const task = oneAtATime(async () => {
    runs += 1;
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  });
  task.ask();
  task.ask();
  task.ask();
  await task.idle();
  expect({ runs, most }).toEqual({ runs: 2, most: 1 });
  task.ask();
  await task.idle();
  expect(runs).toBe(3);
});
