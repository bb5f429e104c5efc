import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { validateRequest } from "twilio/lib/webhooks/webhooks.js";
import { describe, expect, onTestFinished, test } from "vitest";
import { createCallbackPoster, createWebhookClient } from "../../runtime/src/index.ts";
import { createFakeCarrier } from "./test/fake-carrier.ts";
import {
  accountSid,
  openCore,
  param,
  type TestCore,
  type TestCoreOptions,
} from "./test/open-core.ts";

interface Post {
  readonly url: string;
  readonly signature: string;
  readonly fields: Record<string, string>;
}

interface Sink {
  readonly url: string;
  readonly posts: readonly Post[];
  /** Resolves once so many posts have come. */
  count(posts: number): Promise<void>;
}

/** An app that listens for status callbacks. `answer` holds an answer back for as long as it likes. */
async function openSink(status = 204, answer: () => Promise<void> = async () => {}): Promise<Sink> {
  const posts: Post[] = [];
  const waiting = new Set<() => void>();
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    posts.push({
      url: `http://${request.headers.host}${request.url}`,
      signature: String(request.headers["x-twilio-signature"]),
      fields: Object.fromEntries(new URLSearchParams(body)),
    });
    for (const look of waiting) look();
    await answer();
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${port(server.address())}/status?order=7`,
    posts,
    count: (wanted) =>
      new Promise((resolve) => {
        const look = () => posts.length >= wanted && waiting.delete(look) && resolve();
        waiting.add(look);
        look();
      }),
  };
}

function port(address: AddressInfo | string | null): number {
  if (typeof address !== "object" || !address) throw new Error("No address.");
  return address.port;
}

/** A port where nothing listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const free = port(server.address());
  await new Promise((resolve) => server.close(resolve));
  return free;
}

async function opened(options: TestCoreOptions = {}): Promise<TestCore> {
  const client = createWebhookClient();
  const testCore = await openCore({ poster: createCallbackPoster(client), ...options });
  onTestFinished(async () => {
    await client.close();
    await testCore.close();
  });
  return testCore;
}

const to = (url: string) => ({ statusCallback: { url, method: "POST" } as const });

/** Waits until the log of a message holds so many attempts. */
async function logged(
  { core }: TestCore,
  sid: Parameters<typeof core.callbacks>[0],
  count: number,
) {
  for (;;) {
    const log = await core.callbacks(sid);
    if (log.length >= count) return log;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe("status callbacks", () => {
  test("tell of sent and delivered, not of queued and sending, signed and in order", async () => {
    const sink = await openSink();
    const opening = await opened();
    const message = await opening.send(to(sink.url));
    await opening.clock.advance(1000);
    await sink.count(2);
    expect(sink.posts.map(({ fields }) => fields.MessageStatus)).toEqual(["sent", "delivered"]);
    const [sent, delivered] = sink.posts;
    expect(sent?.fields).toEqual({
      SmsSid: message.sid,
      SmsStatus: "sent",
      MessageStatus: "sent",
      To: message.to,
      MessageSid: message.sid,
      AccountSid: message.accountSid,
      From: message.from,
      ApiVersion: "2010-04-01",
    });
    expect(delivered?.fields.RawDlrDoneDate).toBe("2608011200");
    for (const { url, signature, fields } of sink.posts) {
      expect(validateRequest("secret", signature, url, fields)).toBe(true);
    }
    const log = await logged(opening, message.sid, 2);
    expect(log.map(({ status, attempt, httpStatus }) => [status, attempt, httpStatus])).toEqual([
      ["sent", 1, 204],
      ["delivered", 1, 204],
    ]);
    expect(log[0]?.url).toBe(sink.url);
  });

  test("carry the code of a message that did not arrive", async () => {
    const { send, clock, posted } = await openCore();
    await send({ ...to("https://app.example/"), to: "+15005530003" });
    await send({ ...to("https://app.example/"), to: "+15005530410" });
    await clock.advance(3000);
    expect(posted.map((post) => [param(post, "MessageStatus"), param(post, "ErrorCode")])).toEqual([
      ["sent", undefined],
      ["undelivered", "30003"],
      ["failed", "30410"],
    ]);
  });

  test("are not sent without a target", async () => {
    const opening = await openCore();
    onTestFinished(opening.close);
    await opening.send();
    await opening.clock.advance(2000);
    expect(opening.posted).toEqual([]);
  });

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

  test("of a receipt from a clock ahead of ours are posted at once", async () => {
    const carrier = createFakeCarrier();
    const opening = await openCore({ carrier: () => carrier });
    onTestFinished(opening.close);
    const { sid: messageSid } = await opening.send(to("https://app.example/status"));
    await opening.clock.advance(10);
    const at = opening.clock.now() + 3_600_000;
    await carrier.give({ messageSid, status: "delivered", at, errorCode: null });
    await opening.clock.advance(10);
    expect(opening.posted.map((post) => param(post, "MessageStatus"))).toEqual([
      "sent",
      "delivered",
    ]);
    expect((await opening.core.message(accountSid, messageSid))?.dateUpdated).toBeLessThan(at);
  });

  test("to a destination that hangs hold nobody else up, and take forty sockets at most", async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const hanging = await openSink(204, () => held);
    const healthy = await openSink();
    const opening = await opened({ carrier: () => createFakeCarrier() });
    for (let count = 0; count < 50; count += 1) {
      await opening.send({ ...to(hanging.url), from: "12345" });
    }
    const { sid } = await opening.send({ ...to(healthy.url), from: "12345" });
    await opening.clock.advance(1000);
    await Promise.all([hanging.count(40), healthy.count(1)]);
    await logged(opening, sid, 1);
    expect(hanging.posts).toHaveLength(40);
    release();
    await hanging.count(50);
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

  test.each([
    // Nothing is known of the callback in either case.
    ["breaks", async () => Promise.reject(new Error("Broken.")), [new Error("Broken.")]],
    ["is closing", async () => undefined, []],
  ])(
    "that a process whose poster %s left behind are posted by the next one",
    async (_how, post, errors) => {
      const before = await openCore({ carrier: () => createFakeCarrier(), poster: { post } });
      onTestFinished(before.close);
      const { sid } = await before.send(to("https://app.example/"));
      await before.clock.advance(10);
      await before.core.close();
      await before.store.close();
      expect(new Set(before.errors)).toEqual(new Set(errors));
      const after = await openCore({ file: before.file, clock: before.clock });
      onTestFinished(after.close);
      await after.clock.advance(10);
      expect(after.posted.map((post) => param(post, "MessageStatus"))).toEqual(["sent"]);
      expect(await after.core.callbacks(sid)).toHaveLength(1);
    },
  );

  test("under way when the client closes are no failure, and are posted at the next start", async () => {
    const sink = await openSink(204, () => new Promise(() => {}));
    const client = createWebhookClient();
    const before = await openCore({
      carrier: () => createFakeCarrier(),
      poster: createCallbackPoster(client),
    });
    onTestFinished(before.close);
    const { sid } = await before.send(to(sink.url));
    await before.clock.advance(10);
    await sink.count(1);
    await client.close();
    await before.core.close();
    expect(await before.core.callbacks(sid)).toEqual([]);
    await before.store.close();
    expect(before.errors).toEqual([]);
    const after = await openCore({ file: before.file, clock: before.clock });
    onTestFinished(after.close);
    await after.clock.advance(10);
    expect(after.posted.map(({ url }) => url)).toEqual([sink.url]);
  });
});
