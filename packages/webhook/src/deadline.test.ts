import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createInboundReceiver } from "./receive.ts";
import { authToken, fields, messageSid, post, publicUrl } from "./webhook.fixture.ts";

describe("the deadline", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("sends an empty reply in place of an answer that is not ready, and reports the late one", async () => {
    const lateOnes: unknown[] = [];
    let finish = (_: string) => {};
    const receive = createInboundReceiver(
      { authToken, publicUrl, onLateAnswer: (one) => lateOnes.push(one) },
      () => new Promise<string>((resolve) => (finish = resolve)),
    );
    const answer = receive(post(fields));
    await vi.advanceTimersByTimeAsync(12_999);
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toMatchObject({ status: 200 });
    expect((await answer).body).toContain("<Response/>");
    await vi.advanceTimersByTimeAsync(500);
    finish("too late");
    await vi.advanceTimersByTimeAsync(0);
    expect(lateOnes).toEqual([{ messageSid, answer: "too late", lateMs: 500 }]);
  });

  test("is not missed by an answer just before it", async () => {
    const receive = createInboundReceiver(
      { authToken, publicUrl },
      () => new Promise<string>((resolve) => setTimeout(resolve, 12_999, "in time")),
    );
    const answer = receive(post(fields));
    await vi.advanceTimersByTimeAsync(13_000);
    expect((await answer).body).toContain("in time");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("passes, and then the handler fails: onError hears of it", async () => {
    const heard: unknown[] = [];
    const receive = createInboundReceiver(
      { authToken, publicUrl, deadlineMs: 10, onError: (error) => void heard.push(error) },
      () =>
        new Promise<string>((_, reject) => setTimeout(() => reject(new Error("late fault")), 20)),
    );
    const answer = receive(post(fields));
    await vi.advanceTimersByTimeAsync(10);
    expect((await answer).status).toBe(200);
    await vi.advanceTimersByTimeAsync(10);
    expect(heard.map(String)).toEqual(["Error: late fault"]);
  });
});

test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2_147_483_648])(
  "a deadline that no timer can wait for is refused at once: %d",
  (deadlineMs) => {
    expect(() => createInboundReceiver({ authToken, publicUrl, deadlineMs }, () => {})).toThrow(
      `deadlineMs must be a number of milliseconds from 1 to 2147483647, got ${deadlineMs}.`,
    );
  },
);
