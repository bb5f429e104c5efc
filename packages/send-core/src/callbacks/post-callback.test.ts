import { describe, expect, onTestFinished, test } from "vitest";
import { closedPort, logged, opened, openSink, to } from "../test/callback-sink.ts";
import { createFakeCarrier } from "../test/fake-carrier.ts";
import { openCore } from "../test/open-core.ts";

describe("status callbacks", () => {
  test("are repeated once when nobody listens, and both attempts are in the log", async () => {
    const opening = await opened({ carrier: () => createFakeCarrier() });
    const { sid } = await opening.send(to(`http://127.0.0.1:${await closedPort()}/status`));
    await opening.clock.advance(10);
    const [first] = await logged(opening, sid, 1);
    const repeatAt = (first?.at ?? 0) + 1000;
    await opening.clock.advance(repeatAt - 1 - opening.clock.now());
    expect(await opening.core.callbacks(sid)).toHaveLength(1);
    await opening.clock.advance(1);
    await logged(opening, sid, 2);
    await opening.clock.advance(60_000);
    const log = await opening.core.callbacks(sid);
    expect(log.map(({ attempt, at, errorCode }) => [attempt, at, errorCode])).toEqual([
      [1, repeatAt - 1000, 11202],
      [2, repeatAt, 11202],
    ]);
    expect(await opening.store.callbackDestinations()).toEqual([]);
  });

  test("are not repeated when the app answers with an error", async () => {
    const sink = await openSink(500);
    const opening = await opened({ carrier: () => createFakeCarrier() });
    const { sid } = await opening.send(to(sink.url));
    await opening.clock.advance(10);
    const log = await logged(opening, sid, 1);
    await opening.clock.advance(60_000);
    expect(log).toMatchObject([{ httpStatus: 500, errorCode: 11200 }]);
    expect(sink.posts).toHaveLength(1);
  });

  test.each([
    ["rc=3&rp=5xx", 503, 4],
    ["rc=2&rp=4xx", 404, 3],
    ["rc=5&rp=all", 500, 6],
    ["rc=5&rp=4xx,ct", 500, 1],
    ["rc=0", 500, 1],
  ])("are repeated as the URL's fragment says: %s after %i", async (fragment, status, attempts) => {
    const opening = await openCore({
      carrier: () => createFakeCarrier(),
      poster: {
        post: async () => ({ httpStatus: status, errorCode: 11200, phase: null }),
      },
    });
    onTestFinished(opening.close);
    const { sid } = await opening.send(to(`https://app.example/status#${fragment}`));
    await opening.clock.advance(60_000);
    const log = await opening.core.callbacks(sid);
    expect(log.map(({ attempt }) => attempt)).toEqual(
      Array.from({ length: attempts }, (_, index) => index + 1),
    );
  });

  test("that fail one after the other are each repeated in time", async () => {
    const opening = await openCore({
      carrier: () => createFakeCarrier(),
      poster: {
        post: async () => ({ httpStatus: null, errorCode: 11202, phase: "connect" }),
      },
    });
    onTestFinished(opening.close);
    const target = to("https://app.example/status");
    const first = await opening.send({ ...target, from: "12345" });
    await opening.clock.advance(500);
    const second = await opening.send({ ...target, from: "12345" });
    await opening.clock.advance(5000);
    for (const { sid } of [first, second]) {
      const [one, two] = await opening.core.callbacks(sid);
      expect(Number(two?.at) - Number(one?.at)).toBe(1000);
    }
  });

  test.each([
    ["no certificate that we trust", 11237, "connect", 2],
    ["no answer in time", 11205, "read", 1],
    ["an answer that breaks off", 11206, "other", 1],
  ] as const)(
    "of %s are tried as often as documents are",
    async (_what, errorCode, phase, attempts) => {
      const keys: string[] = [];
      const opening = await openCore({
        carrier: () => createFakeCarrier(),
        poster: {
          async post({ key }) {
            keys.push(key);
            return { httpStatus: null, errorCode, phase };
          },
        },
      });
      onTestFinished(opening.close);
      const { sid } = await opening.send(to("https://app.example/status"));
      await opening.clock.advance(60_000);
      expect(await opening.core.callbacks(sid)).toHaveLength(attempts);
      // One name for the callback, so that the app knows the repetition.
      expect(keys).toHaveLength(attempts);
      expect(new Set(keys).size).toBe(1);
    },
  );
});
