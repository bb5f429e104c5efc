import { connect, constants } from "node:http2";
import { Readable, Transform } from "node:stream";
import { inboundFields, signedRequest } from "@repartee/testkit";
import fastify, { type preParsingHookHandler } from "fastify";
import { expect, test } from "vitest";
import { inbound } from "./index.ts";

const authToken = "12345678901234567890123456789012";
const publicUrl = "https://app.example.com";
const request = signedRequest({
  authToken,
  url: `${publicUrl}/sms`,
  params: inboundFields({ body: "It's “me” 👍🏽" }),
});

/** What the app answers when a hook handles the payload. */
async function behind(preParsing: preParsingHookHandler) {
  const app = fastify();
  app.addHook("preParsing", preParsing);
  app.register(
    inbound({ authToken, publicUrl }, ({ body }) => body),
    { prefix: "/sms" },
  );
  const { method, headers, body = "" } = request;
  return app.inject({ method, url: "/sms", headers, body });
}

test.each<[string, (bytes: Buffer) => Readable]>([
  ["the same bytes", (bytes) => Readable.from([bytes])],
  ["the same bytes in pieces", (bytes) => Readable.from([...bytes].map((byte) => Buffer.of(byte)))],
  ["the same text", (bytes) => Readable.from([bytes.toString()])],
])("reads the payload that a preParsing hook hands on: %s", async (_, again) => {
  const answer = await behind(async (_request, _reply, payload) => {
    const chunks: Buffer[] = [];
    for await (const chunk of payload) chunks.push(Buffer.from(chunk));
    return again(Buffer.concat(chunks));
  });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain("It's “me” 👍🏽");
});

/** What the app answers when a hook before the handler has read the payload. */
async function afterReading(keep: (bytes: Buffer) => object) {
  const errors: string[] = [];
  const app = fastify();
  app.addHook("preValidation", async (req) => {
    Object.assign(req, keep(Buffer.concat(await req.raw.toArray())));
  });
  const options = {
    authToken,
    publicUrl,
    onError: (error: unknown) => void errors.push(`${error}`),
  };
  app.register(
    inbound(options, ({ body }) => body),
    { prefix: "/sms" },
  );
  const { method, headers, body = "" } = request;
  const { statusCode, body: answered } = await app.inject({ method, url: "/sms", headers, body });
  return { statusCode, answered, errors };
}

/** A stream as packages bring their own: not an instance of Node's `Readable`. */
function foreign(bytes: Buffer, hasIterator: boolean): object {
  const source = Readable.from([bytes]);
  const bound = ["on", "once", "removeListener", "pipe", "pause", "resume", "read"].map((name) => [
    name,
    Reflect.get(source, name).bind(source),
  ]);
  const iterator = { [Symbol.asyncIterator]: () => source[Symbol.asyncIterator]() };
  return { ...Object.fromEntries(bound), ...(hasIterator && iterator) };
}

test.each<[string, (bytes: Buffer) => object]>([
  ["bytes in request.rawBody", (rawBody) => ({ rawBody })],
  ["text in request.rawBody", (bytes) => ({ rawBody: bytes.toString() })],
  ["bytes in request.body", (body) => ({ body })],
  ["text in request.body", (bytes) => ({ body: bytes.toString() })],
  ["a stream of another class", (bytes) => ({ body: foreign(bytes, true) })],
  ["a stream that cannot be iterated", (bytes) => ({ body: foreign(bytes, false) })],
])("takes what a hook has read and kept: %s", async (_, keep) => {
  const { statusCode, answered } = await afterReading(keep);
  expect(statusCode).toBe(200);
  expect(answered).toContain("It's “me” 👍🏽");
});

test("says what to do when a hook has read the payload and kept nothing", async () => {
  const { statusCode, answered, errors } = await afterReading(() => ({ body: { parsed: true } }));
  expect(statusCode).toBe(500);
  expect(answered).toBe("");
  expect(errors).toEqual([expect.stringMatching(/was read before.*keep them in request\.rawBody/)]);
});

test("reads the payload through a stream that a hook pipes it into", async () => {
  const answer = await behind((_request, _reply, payload, done) => {
    const counted = new Transform({
      transform: (chunk, _encoding, next) => next(null, chunk),
    });
    done(null, payload.pipe(counted));
  });
  expect(answer.statusCode).toBe(200);
});

test("HTTP/2 without a Host header: the authority is the host", async () => {
  const app = fastify({ http2: true });
  app.register(
    inbound({ authToken, trustProxy: ["x-forwarded-proto"] }, () => "ok"),
    { prefix: "/sms" },
  );
  const session = connect(await app.listen({ port: 0 }));
  const send = async (authority: string) => {
    const { HTTP2_HEADER_AUTHORITY, HTTP2_HEADER_METHOD, HTTP2_HEADER_PATH } = constants;
    const stream = session.request({
      ...request.headers,
      [HTTP2_HEADER_AUTHORITY]: authority,
      [HTTP2_HEADER_METHOD]: "POST",
      [HTTP2_HEADER_PATH]: "/sms",
      "x-forwarded-proto": "https",
    });
    const status = new Promise((resolve) =>
      stream.once("response", (headers) => resolve(headers[":status"])),
    );
    stream.end(request.body);
    stream.resume();
    return status;
  };
  expect(await send("app.example.com")).toBe(200);
  expect(await send("evil.example")).toBe(403);
  session.destroy();
  await app.close();
});
