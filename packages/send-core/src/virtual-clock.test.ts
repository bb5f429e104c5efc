import { describe, expect, test } from "vitest";
import { createVirtualClock } from "./virtual-clock.ts";

describe("createVirtualClock", () => {
  test("runs what falls due in its order, at its time", async () => {
    const clock = createVirtualClock(1000);
    const log: string[] = [];
    const note = (name: string) => () => void log.push(`${name}@${clock.now()}`);
    clock.at(1300, note("c"));
    clock.at(1100, note("a"));
    clock.at(1300, note("d"));
    clock.at(1200, note("b"));
    clock.at(1301, note("later"));
    await clock.advance(300);
    expect(log).toEqual(["a@1100", "b@1200", "c@1300", "d@1300"]);
    expect(clock.now()).toBe(1300);
  });

  test("runs tasks that tasks ask for, and lets promises settle in between", async () => {
    const clock = createVirtualClock(0);
    const log: number[] = [];
    const tick = async () => {
      await new Promise((resolve) => setImmediate(resolve));
      log.push(clock.now());
      if (log.length < 5) clock.at(clock.now() + 10, tick);
    };
    clock.at(10, tick);
    await clock.advance(45);
    expect(log).toEqual([10, 20, 30, 40]);
    await clock.advance(5);
    expect(log).toEqual([10, 20, 30, 40, 50]);
  });

  test("does not run what was called off", async () => {
    const clock = createVirtualClock(0);
    const ran: string[] = [];
    const cancel = clock.at(10, () => ran.push("cancelled"));
    clock.at(5, () => {
      ran.push("first");
      cancel();
    });
    cancel();
    await clock.advance(20);
    expect(ran).toEqual(["first"]);
  });

  test("runs what is due already once, without being turned", async () => {
    const clock = createVirtualClock(100);
    let runs = 0;
    await new Promise<void>((resolve) => {
      clock.at(50, () => {
        runs += 1;
        resolve();
      });
    });
    await clock.advance(10);
    expect(runs).toBe(1);
  });
});
