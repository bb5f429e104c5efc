import twilio, { type Twilio } from "twilio";
import { expect } from "vitest";
import { ourNumber as from, handset as to } from "../support/platform.ts";
import { optedOut, type Snippet } from "./snippet.ts";

/** What a published `catch` block reads of an error. */
async function caught(call: Promise<unknown>): Promise<object> {
  try {
    await call;
    return { sent: true };
  } catch (error) {
    if (!(error instanceof twilio.RestException)) throw error;
    const { code, status, message, moreInfo, name } = error;
    return { code, status, message, moreInfo, name };
  }
}

const docs = (code: number) => `https://www.twilio.com/docs/errors/${code}`;
const send = (client: Twilio, options: object) =>
  caught(client.messages.create({ body: "Hi", from, to, ...options }));

/** An error that a handler tells by its code. */
const refusal = (name: string, code: number, options: object): Snippet => [
  `${name}: ${code}`,
  (client) => send(client, options),
  { code, status: 400, moreInfo: docs(code) },
];

/** Error handling as tutorials publish it. */
export const errors: readonly Snippet[] = [
  refusal("an invalid recipient", 21211, { to: "+1999" }),
  refusal("letters for a recipient", 21211, { to: "not-a-number" }),
  refusal("an empty recipient", 21604, { to: "" }),
  refusal("a sender that cannot send", 21606, { from: "+15017122661" }),
  refusal("an unsubscribed recipient", 21610, { to: optedOut }),
  refusal("a long body", 21617, { body: "x".repeat(1601) }),
  refusal("a blank body", 21602, { body: "" }),
  refusal("an invalid picture", 21620, { mediaUrl: ["ftp:/owl"] }),
  [
    "a wrong token: 20003",
    (client) => {
      const wrong = twilio(client.accountSid, "0".repeat(32), { httpClient: client.httpClient });
      return caught(wrong.messages.create({ body: "Hi", from, to }));
    },
    { code: 20003, status: 401, message: "Authenticate", moreInfo: docs(20003) },
  ],
  [
    "another account's SID: 20003",
    (client) => {
      const wrong = twilio(`AC${"1".repeat(32)}`, "0".repeat(32), {
        httpClient: client.httpClient,
      });
      return caught(wrong.messages.list({ limit: 1 }));
    },
    { code: 20003, status: 401 },
  ],
  [
    "a message that does not exist: 20404",
    (client) => caught(client.messages(`SM${"0".repeat(32)}`).fetch()),
    { code: 20404, status: 404, message: expect.stringContaining("was not found") },
  ],
  [
    "an error by callbacks",
    (client) =>
      new Promise((resolve) => {
        client.messages
          .create({ body: "Hi", from, to: "+1999" }, (error) => resolve(error ?? undefined))
          .catch(() => undefined);
      }),
    { code: 21211, status: 400 },
  ],
  [
    "an error by then and catch",
    (client) =>
      client.messages
        .create({ body: "Hi", from, to: optedOut })
        .then(() => ({ sent: true }))
        .catch((error) => ({ code: error.code, text: error.message })),
    { code: 21610, text: "Attempt to send to unsubscribed recipient" },
  ],
  [
    "sends to many, and counts the refused",
    async (client) => {
      const results = await Promise.allSettled(
        [to, "+1999", optedOut].map((number) =>
          client.messages.create({ body: "Hi", from, to: number }),
        ),
      );
      return results.map((result) =>
        result.status === "fulfilled" ? result.value.status : result.reason.code,
      );
    },
    ["queued", 21211, 21610],
  ],
  [
    "falls back to another sender",
    async (client) => {
      const first = await send(client, { from: "+15017122661" });
      return "code" in first && first.code === 21606 ? send(client, {}) : first;
    },
    { sent: true },
  ],
  [
    "the last response",
    async (client) => {
      const answer = await client.messages.createWithHttpInfo({ body: "Hi", from, to });
      return { status: answer.statusCode, type: answer.headers["content-type"] };
    },
    { status: 201, type: expect.stringContaining("application/json") },
  ],
  [
    "a client that retries, logs, and waits",
    (client) => {
      const patient = twilio(client.username, client.password, {
        httpClient: client.httpClient,
        autoRetry: true,
        maxRetries: 3,
        lazyLoading: false,
        timeout: 5_000,
        logLevel: "warn",
      });
      return patient.messages.create({ body: "Hi", from, to });
    },
    { status: "queued" },
  ],
  [
    "a client for a region and an edge",
    (client) => {
      const { httpClient } = client;
      const abroad = twilio(client.username, client.password, {
        httpClient,
        region: "au1",
        edge: "sydney",
      });
      return abroad.messages.create({ body: "Hi", from, to });
    },
    { status: "queued" },
  ],
];
