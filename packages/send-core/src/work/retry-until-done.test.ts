import { expect, test } from "vitest";
import { createVirtualClock } from "../virtual-clock.ts";
import { retryUntilDone } from "./retry-until-done.ts";

function setUp() {
  const clock = createVirtualClock(0);
  const closing = new AbortController();
  const errors: unknown[] = [];
  return {
    clock,
    closing,
    errors,
    persistence: { clock, signal: closing.signal, onError: (error: unknown) => errors.push(error) },
  };
}

test("repeats each second until it succeeds, and reports each failure", async () => {
  const { clock, errors, persistence } = setUp();
  const result = retryUntilDone(async (attempt) => {
    if (attempt < 3) throw new Error(`attempt ${attempt}`);
    return `${attempt} at ${clock.now()}`;
  }, persistence);
  await clock.advance(5000);
  expect(await result).toBe("3 at 2000");
  expect(errors).toEqual([new Error("attempt 1"), new Error("attempt 2")]);
});

test("ends its pause at once when it is stopped", async () => {
  const { closing, errors, persistence } = setUp();
  const result = retryUntilDone(async () => {
    throw new Error("full");
  }, persistence);
  await new Promise((resolve) => setImmediate(resolve));
  closing.abort();
  expect(await result).toBeUndefined();
  expect(errors).toHaveLength(1);
});
