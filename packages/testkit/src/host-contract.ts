import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { message, response } from "@repartee/markup";
import type { FormPairs } from "@repartee/protocol";
import { afterEach, describe, expect, test } from "vitest";
import { inboundFields, statusFields } from "./fields.ts";
import { refusesBrokenRequests } from "./host-contract/broken-requests.ts";
import { refusesHostileRequests } from "./host-contract/hostile-requests.ts";
import { readsLeniently } from "./host-contract/lenient-reading.ts";
import {
  authToken,
  createHostUnderTest,
  type HostSetup,
  publicUrl,
  type RunningHost,
  sms,
} from "./host-under-test.ts";
import { signedRequest } from "./signed-request.ts";

/**
 * What every host keeps to, over real HTTP.
 *
 * @example
 * hostContract("my framework", async ({ options, onMessage, onStatus }) => {
 *   const server = listen({ "/sms": inbound(options, onMessage), "/status": statusCallback(options, onStatus) });
 *   return { url: `http://localhost:${server.port}`, close: () => server.stop() };
 * });
 */
export function hostContract(
  name: string,
  start: (setup: HostSetup) => Promise<RunningHost>,
): void {
  const underTest = createHostUnderTest(start);
  const { host, url, send, close } = underTest;
  afterEach(close);

  describe(`the host ${name}`, () => {
    refusesHostileRequests(underTest);
    refusesBrokenRequests(underTest);
    readsLeniently(underTest);

    test("hands over a signed message, typed, and answers in text/xml", async () => {
      const body = "It's 100% “me” 👍🏽 \r\n a[b]=c & +1";
      await host(({ body, from }) => response(message(`${from.value}: ${body}`)));
      expect(await send({ params: inboundFields({ body }) })).toEqual({
        status: 200,
        type: "text/xml; charset=utf-8",
        text: '<?xml version="1.0" encoding="UTF-8"?><Response><Message>+14155550100: It\'s 100% “me” 👍🏽 &#xD;\n a[b]=c &amp; +1</Message></Response>',
      });
    });

    test("takes GET, JSON with its hash, and a query on the URL", async () => {
      await host(({ body }) => body, { claims: false });
      expect((await send({ method: "GET" })).text).toContain("<Message>Hello</Message>");
      expect((await send({ json: { a: "é" } })).text).toContain("<Message>Hello</Message>");
      const url = `${sms}?tenant=a&name=O'Hara+%2F%3F`;
      expect((await send({ url })).text).toContain("<Message>Hello</Message>");
    });

    test("keeps names that repeat, are empty, or look like objects", async () => {
      const odd: FormPairs = [
        ["a[b]", "1"],
        ["a[b]", "1"],
        ["a", ""],
        ["__proto__", "x"],
        ["x y", " "],
      ];
      let params: FormPairs = [];
      await host((received) => {
        params = received.params;
      });
      expect((await send({ params: [...inboundFields(), ...odd] })).status).toBe(200);
      expect(params).toEqual([...inboundFields(), ...odd]);
    });

    test("answers 403 without detail to what is not signed", async () => {
      const rejected: string[] = [];
      await host(() => expect.unreachable(), {
        onRejected: ({ reason }) => rejected.push(reason),
      });
      const forged = [
        send({ headers: { "X-Twilio-Signature": "" } }),
        send({ headers: { "X-Twilio-Signature": "x".repeat(28) } }),
        send({ authToken: "another" }),
        send({ url: sms.replace("https", "http") }),
        send({}, "/sms?a=1"),
        send({ json: { amount: 1 } }, undefined, JSON.stringify({ amount: 1000 })),
      ];
      for (const answer of await Promise.all(forged)) {
        expect(answer).toMatchObject({ status: 403, text: "" });
      }
      expect(new Set(rejected)).toEqual(
        new Set(["signature_missing", "signature_invalid", "body_unsigned"]),
      );
    });

    test("answers 400 to a message without its parameters, and names them", async () => {
      await host(() => expect.unreachable());
      const answer = await send({ params: [["Body", "x"]] });
      expect(answer.status).toBe(400);
      expect(answer.text).toContain("MessageSid, AccountSid, From, To");
    });

    test("answers 413 to a body past the limit, and goes on", async () => {
      await host(() => "still here");
      const large = inboundFields({ body: "a".repeat(300_000) });
      // A host may close the connection while the rest is still being sent.
      const answer = await send({ params: large }).catch(() => ({ status: 413 }));
      expect(answer.status).toBe(413);
      expect((await send()).text).toContain("still here");
    });

    test("reads a body that comes in pieces", async () => {
      await host(({ body }) => body);
      const request = signedRequest({
        authToken,
        url: sms,
        params: inboundFields({ body: "pieces 漢字" }),
      });
      const outgoing = httpRequest(`${url()}/sms`, {
        method: "POST",
        headers: request.headers,
      });
      const answered = once(outgoing, "response");
      for (const byte of Buffer.from(request.body ?? "")) {
        outgoing.write(Buffer.of(byte));
      }
      outgoing.end();
      const [answer] = await answered;
      const chunks: Buffer[] = await answer.toArray();
      expect(Buffer.concat(chunks).toString()).toContain("pieces 漢字");
    });

    test("survives a client that goes away in the middle", async () => {
      const errors: unknown[] = [];
      await host(({ body }) => body, { onError: (error) => void errors.push(error) });
      const outgoing = httpRequest(`${url()}/sms`, {
        method: "POST",
        headers: { "Content-Type": "application/x-www-form-urlencoded", "Content-Length": "1000" },
      });
      const failed = once(outgoing, "error").catch((error: unknown) => error);
      outgoing.write("Body=", () => outgoing.destroy(new Error("gone")));
      await failed;
      expect((await send()).text).toContain("<Message>Hello</Message>");
      expect(errors).toEqual([]);
    });

    test("sends what is thrown or rejected to onError, and 500 or its answer", async () => {
      const heard: string[] = [];
      const onError = (error: unknown) => {
        heard.push(String(error));
        return heard.length > 1 ? "Sorry." : undefined;
      };
      await host(({ body }) => (body === "1" ? Promise.reject(new Error("1")) : boom()), {
        onError,
      });
      expect(await send({ params: inboundFields({ body: "1" }) })).toMatchObject({
        status: 500,
        text: "",
      });
      const second = await send({ params: inboundFields({ body: "2" }) });
      expect(second.status).toBe(200);
      expect(second.text).toContain("<Message>Sorry.</Message>");
      expect(heard).toEqual(["Error: 1", "Error: 2"]);
    });

    test("answers by the deadline, and reports the answer that came late", async () => {
      let finish = (_: string) => {};
      const slow = new Promise<string>((resolve) => {
        finish = resolve;
      });
      let report = (_: unknown) => {};
      const reported = new Promise((resolve) => {
        report = resolve;
      });
      await host(() => slow, { deadlineMs: 5, onLateAnswer: ({ answer }) => report(answer) });
      expect((await send()).text).toContain("<Response/>");
      finish("late");
      expect(await reported).toBe("late");
    });

    test("handles a delivery once, and answers its repeats alike", async () => {
      let runs = 0;
      await host(() => `run ${++runs}`);
      const all = await Promise.all(Array.from({ length: 10 }, () => send()));
      for (const { text } of all) expect(text).toContain("run 1");
      expect(runs).toBe(1);
    });

    test("keeps many at a time apart", async () => {
      await host(({ body }) => body);
      const bodies = Array.from({ length: 100 }, (_, index) => `message ${index}`);
      const answers = await Promise.all(
        bodies.map((body) => send({ params: inboundFields({ body }) })),
      );
      expect(answers.map(({ text }) => /<Message>([^<]*)</.exec(text)?.[1])).toEqual(bodies);
    });

    test("gives media with their fetch, past the tenth", async () => {
      await host(
        async ({ media }) => (await Promise.all(media.map((item) => item.fetch()))).join(),
        {
          fetchMedia: async (url) => url.slice(-2),
        },
      );
      const media = Array.from({ length: 12 }, (_, index) => ({
        url: `https://api.example.com/Media/ME${String(index).padStart(32, "0")}`,
        contentType: "image/jpeg",
      }));
      const answer = await send({ params: inboundFields({ media, numSegments: 1 }) });
      expect(answer.text).toContain("00,01,02,03,04,05,06,07,08,09,10,11");
    });

    test("acknowledges a status callback with 204, and refuses a forged one", async () => {
      const events: unknown[] = [];
      await host(
        () => {},
        {},
        ({ status, errorCode }) => void events.push([status, errorCode]),
      );
      const params = statusFields({ status: "undelivered", errorCode: 30003 });
      const url = `${publicUrl}/status`;
      expect(await send({ url, params })).toMatchObject({ status: 204, text: "" });
      expect((await send({ url, params, authToken: "another" })).status).toBe(403);
      expect(events).toEqual([["undelivered", 30003]]);
    });
  });
}

function boom(): never {
  throw new Error("2");
}
