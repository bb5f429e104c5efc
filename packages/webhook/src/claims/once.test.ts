import { describe, expect, test, vi } from "vitest";
import { createInboundReceiver } from "../receive.ts";
import { authToken, fields, post, publicUrl } from "../webhook.fixture.ts";

describe("a repeat", () => {
  test("of a finished delivery gets the same answer, and the handler runs once", async () => {
    let runs = 0;
    const receive = createInboundReceiver({ authToken, publicUrl }, () => `run ${++runs}`);
    const first = await receive(post(fields));
    expect(await receive(post(fields))).toEqual(first);
    // The token is outside the signature: another one does not make another delivery.
    expect(await receive(post(fields, { "i-twilio-idempotency-token": "forged" }))).toEqual(first);
    expect(runs).toBe(1);
  });

  test("at the same time waits for it", async () => {
    let runs = 0;
    let finish = (_: string) => {};
    const receive = createInboundReceiver({ authToken, publicUrl }, () => {
      runs++;
      return new Promise<string>((resolve) => (finish = resolve));
    });
    const both = [receive(post(fields)), receive(post(fields))];
    await vi.waitFor(() => expect(runs).toBe(1));
    finish("once");
    const [first, second] = await Promise.all(both);
    expect(first?.body).toContain("once");
    expect(second).toEqual(first);
    expect(runs).toBe(1);
  });

  test("of one that failed runs again", async () => {
    let runs = 0;
    const receive = createInboundReceiver({ authToken, publicUrl, onError: () => {} }, () => {
      if (++runs === 1) throw new Error("first time");
      return "second time";
    });
    expect((await receive(post(fields))).status).toBe(500);
    expect((await receive(post(fields))).body).toContain("second time");
  });

  test("is none when URL or parameters differ: a redirect or a fallback runs", async () => {
    let runs = 0;
    const receive = createInboundReceiver({ authToken, publicUrl }, () => `run ${++runs}`);
    await receive(post(fields));
    await receive(post(fields, {}, "/sms?step=2"));
    await receive(post([...fields, ["ErrorCode", "11200"]]));
    expect(runs).toBe(3);
  });

  test("is told by the token instead, for apps that redirect to themselves", async () => {
    let runs = 0;
    const receive = createInboundReceiver(
      { authToken, publicUrl, claimBy: "token" },
      () => `run ${++runs}`,
    );
    for (const token of ["a", "a", "b"])
      await receive(post(fields, { "i-twilio-idempotency-token": token }));
    expect(runs).toBe(2);
    // Longer than Twilio's: a captured request must not fill the memory with its tokens.
    for (const letter of ["c", "d", "e"])
      await receive(post(fields, { "i-twilio-idempotency-token": letter.repeat(10_000) }));
    expect(runs).toBe(3);
  });

  test("runs each time when claims are off", async () => {
    let runs = 0;
    const receive = createInboundReceiver(
      { authToken, publicUrl, claims: false },
      () => `run ${++runs}`,
    );
    await receive(post(fields));
    await receive(post(fields));
    expect(runs).toBe(2);
  });
});
