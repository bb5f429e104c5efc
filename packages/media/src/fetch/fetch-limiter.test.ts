import { EventEmitter, once } from "node:events";
import { describe, expect, test } from "vitest";
import { createFetchLimiter, type FetchLimiter } from "./fetch-limiter.ts";

const noSignal = new AbortController().signal;

/** Work that ends when it is told to. */
function open(turns: FetchLimiter, signal: AbortSignal = noSignal) {
  const events = new EventEmitter();
  const state = { hasBegun: false };
  const begun = once(events, "begun");
  const finished = once(events, "finish");
  const done = turns(signal, async () => {
    state.hasBegun = true;
    events.emit("begun");
    await finished;
    return "done";
  });
  return { state, done, begun, finish: () => events.emit("finish") };
}

const never = 60_000;

describe("turns", () => {
  test("are taken in order, as many at once as there are", async () => {
    const turns = createFetchLimiter(2, never);
    const all = [1, 2, 3, 4].map(() => open(turns));
    const begun = () => all.map(({ state }) => state.hasBegun);
    await Promise.all([all[0]?.begun, all[1]?.begun]);
    expect(begun()).toEqual([true, true, false, false]);
    all[1]?.finish();
    await all[2]?.begun;
    expect(begun()).toEqual([true, true, true, false]);
    for (const each of all) each.finish();
    expect(await Promise.all(all.map(({ done }) => done))).toEqual(Array(4).fill("done"));
    const next = open(turns);
    await next.begun;
    next.finish();
    await next.done;
  });

  test("are handed on when work fails", async () => {
    const turns = createFetchLimiter(1, never);
    const failed = expect(
      turns(noSignal, () => Promise.reject(new Error("broken"))),
    ).rejects.toThrow("broken");
    const next = open(turns);
    await failed;
    await next.begun;
    next.finish();
    expect(await next.done).toBe("done");
  });

  test("are handed on by what takes too long, which goes on all the same", async () => {
    const turns = createFetchLimiter(1, 5);
    const slow = open(turns);
    const next = open(turns);
    expect(next.state.hasBegun).toBe(false);
    await next.begun;
    slow.finish();
    next.finish();
    expect(await Promise.all([slow.done, next.done])).toEqual(["done", "done"]);
  });

  test("come at once for what is cancelled while it waits, so that it can say so", async () => {
    const turns = createFetchLimiter(1, never);
    const first = open(turns);
    const controller = new AbortController();
    const cancelled = open(turns, controller.signal);
    const other = open(turns);
    controller.abort();
    await cancelled.begun;
    cancelled.finish();
    await cancelled.done;
    expect(other.state.hasBegun).toBe(false);
    const late = open(turns, AbortSignal.abort());
    await late.begun;
    late.finish();
    await late.done;
    expect(other.state.hasBegun).toBe(false);
    first.finish();
    await other.begun;
    other.finish();
    expect(await other.done).toBe("done");
  });
});
