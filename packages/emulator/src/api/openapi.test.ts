import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { Router } from "express";
import request from "supertest";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  appNumber,
  createFakePlatform,
  type FakePlatform,
  handset,
} from "../test/fake-platform.ts";
import { png } from "../test/pictures.ts";

let platform: FakePlatform;
beforeEach(() => {
  platform = createFakePlatform();
});
afterEach(() => platform.emulator.close());

const get = (path: string) => request(platform.app).get(path);

async function validator() {
  const { body: document } = await get("/emulator/v1/openapi.json").expect(200);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(document, "openapi");
  return (path: string, method: string, status: number, answer: unknown) => {
    const pointer = ["paths", path, method, "responses", status, "content", "application/json"]
      .map((part) => String(part).replaceAll("~", "~0").replaceAll("/", "~1"))
      .join("/");
    const validate = ajv.getSchema(`openapi#/${encodeURI(pointer)}/schema`);
    if (!validate) throw new Error(`The document does not describe ${method} ${path} ${status}.`);
    validate(answer);
    return validate.errors ?? [];
  };
}

function routesOf(router: Router): string[] {
  return router.stack.flatMap(({ route }) => {
    if (!route) return [];
    const path = route.path.replaceAll(/:(\w+)/g, "{$1}");
    return route.stack.map((layer) => `${layer.method} ${path}`);
  });
}

async function fillPlatform(): Promise<string> {
  const { runtime, sendCore } = platform;
  runtime.app = async ({ inbound, addRequest, addVerb, addNotice }) => {
    addRequest({
      cause: "webhook",
      method: "POST",
      url: "http://localhost:3000/sms",
      headers: [["X-Twilio-Signature", "abc"]],
      params: [["Body", inbound.body]],
      signedString: "http://localhost:3000/smsBodyHi",
      startedAt: Date.now(),
      durationMs: 12,
      response: { status: 200, headers: [["content-type", "text/xml"]], body: "<Response/>" },
    });
    const reply = sendCore.put({ from: appNumber, to: handset, body: "Hello" });
    const { sid: messageSid } = reply;
    addVerb({ request: 0, kind: "message", outcome: "ran", sentence: "Accepted.", messageSid });
    addNotice(12200, "The attribute colour is unknown.", { line: 1, column: 20 });
    sendCore.move(messageSid, "sending");
    sendCore.move(messageSid, "failed", "It did not work.", 30008);
    sendCore.addCallback({
      messageSid,
      status: "failed",
      url: "http://localhost:3000/status",
      attempt: 1,
      at: Date.now(),
      httpStatus: null,
      errorCode: 11202,
    });
  };
  const media = [{ contentType: "image/png", bytes: png }];
  const received = await runtime.receive({ from: handset, to: appNumber, body: "Hi", media });
  if (!received.ok) throw new Error(received.sentence);
  await runtime.finished(received.exchangeSid);
  await runtime.receive({ from: handset, to: "+15005550009", body: "Hi", media: [] });
  return received.exchangeSid;
}

describe("the API's description", () => {
  test("has every route, and no other", async () => {
    const { body } = await get("/emulator/v1/openapi.json").expect(200);
    const described = Object.entries<object>(body.paths).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((key) => key !== "parameters")
        .map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toEqual([...new Set(routesOf(platform.emulator.router))].sort());
  });

  test("is kept by every answer", async () => {
    const errorsOf = await validator();
    const sid = await fillPlatform();
    const number = encodeURIComponent(handset);
    const exchange = await get(`/emulator/v1/exchanges/${sid}`);
    const inboundSid = exchange.body.message_sid;

    for (const [path, url, status] of [
      ["/healthz", "/healthz", 200],
      ["/emulator/v1/phones", "/emulator/v1/phones", 200],
      ["/emulator/v1/phones/{number}", `/emulator/v1/phones/${number}`, 200],
      ["/emulator/v1/phones/{number}", "/emulator/v1/phones/1", 400],
      ["/emulator/v1/phones/{number}/messages", `/emulator/v1/phones/${number}/messages`, 200],
      ["/emulator/v1/phones/{number}/messages", "/emulator/v1/phones/1/messages", 400],
      ["/emulator/v1/exchanges", "/emulator/v1/exchanges?limit=5", 200],
      ["/emulator/v1/exchanges", "/emulator/v1/exchanges?limit=0", 400],
      ["/emulator/v1/exchanges", "/emulator/v1/exchanges?before=yesterday", 400],
      ["/emulator/v1/exchanges/{sid}", `/emulator/v1/exchanges/${sid}`, 200],
      ["/emulator/v1/exchanges/{sid}", "/emulator/v1/exchanges/EX1", 404],
      ["/emulator/v1/messages/{sid}/story", `/emulator/v1/messages/${inboundSid}/story`, 200],
      ["/emulator/v1/messages/{sid}/story", "/emulator/v1/messages/SM1/story", 404],
      ["/emulator/v1/config", "/emulator/v1/config", 200],
      ["/emulator/v1/openapi.json", "/emulator/v1/openapi.json", 200],
      ["/emulator/v1/messages/{sid}/media/{mediaSid}", "/emulator/v1/messages/a/media/b", 404],
    ] as const) {
      const { body } = await get(url).expect(status);
      expect(errorsOf(path, "get", status, body), url).toEqual([]);
    }

    const path = "/emulator/v1/phones/{number}/messages";
    const post = () => request(platform.app).post(`/emulator/v1/phones/${number}/messages`);
    const sent = await post().field("To", appNumber).attach("Media", png, "a.png").expect(201);
    expect(errorsOf(path, "post", 201, sent.body)).toEqual([]);
    const refused = await post().field("To", appNumber).expect(400);
    expect(errorsOf(path, "post", 400, refused.body)).toEqual([]);

    const put = () => request(platform.app).put(`/emulator/v1/phones/${number}`);
    const off = await put().send({ switched_off: true }).expect(200);
    expect(errorsOf("/emulator/v1/phones/{number}", "put", 200, off.body)).toEqual([]);
    const wrong = await put().send({}).expect(400);
    expect(errorsOf("/emulator/v1/phones/{number}", "put", 400, wrong.body)).toEqual([]);
  });
});

describe("the API", () => {
  test("joins an exchange with the messages it made, their history and callbacks", async () => {
    const sid = await fillPlatform();
    const { body } = await get(`/emulator/v1/exchanges/${sid}`).expect(200);
    expect(body).toMatchObject({
      state: "error",
      verbs: [{ kind: "message", outcome: "ran" }],
      notices: [{ code: 12200, level: "warning", line: 1, column: 20, title: expect.any(String) }],
      messages: [
        { direction: "inbound", history: [{ status: "receiving" }, { status: "received" }] },
        {
          direction: "outbound-reply",
          status: "failed",
          error: { code: 30008, title: "Unknown error" },
          history: [{ status: "queued" }, { status: "sending" }, { status: "failed" }],
          callbacks: [{ status: "failed", http_status: null, error: { code: 11202 } }],
        },
      ],
    });
  });

  test("tells a message's story, and in the inspector what is neither move nor callback", async () => {
    const sid = await fillPlatform();
    const story = [
      { at: 0, kind: "move", sentence: "Accepted.", status: "queued", errorCode: null },
      { at: 5, kind: "attempt", sentence: "Busy. (30017)", status: null, errorCode: 30017 },
      { at: 9, kind: "price", sentence: "It costs a lot.", status: null, errorCode: null },
    ] as const;
    platform.sendCore.explain = async () => story;
    const exchange = await get(`/emulator/v1/exchanges/${sid}`).expect(200);
    const told = await get(`/emulator/v1/messages/${exchange.body.message_sid}/story`).expect(200);
    const lines = [
      { at: "1970-01-01T00:00:00.000Z", kind: "move", sentence: "Accepted.", code: null },
      { at: "1970-01-01T00:00:00.005Z", kind: "attempt", sentence: "Busy. (30017)", code: 30017 },
      { at: "1970-01-01T00:00:00.009Z", kind: "price", sentence: "It costs a lot.", code: null },
    ];
    expect(told.body).toEqual({ story: lines });
    expect(exchange.body.messages[0].notes).toEqual(lines.slice(1));
  });

  test("lists exchanges newest first, in pages", async () => {
    await fillPlatform();
    const all = await get("/emulator/v1/exchanges").expect(200);
    expect(all.body.exchanges.map((one: { kind: string }) => one.kind)).toEqual([
      "refused",
      "reply",
    ]);
    const one = await get("/emulator/v1/exchanges?limit=1").expect(200);
    expect(one.body.exchanges).toHaveLength(1);
    const before = all.body.exchanges[1].started_at;
    const none = await get(`/emulator/v1/exchanges?before=${before}`).expect(200);
    expect(none.body.exchanges).toEqual([]);
  });

  test("never shows a secret", async () => {
    const { runtime } = platform;
    await runtime.record({
      kind: "api",
      from: appNumber,
      to: handset,
      body: "Hi",
      numMedia: 0,
      request: {
        cause: "api",
        method: "POST",
        url: "http://localhost:8025/2010-04-01/Accounts/AC1/Messages.json",
        headers: [["Authorization", "Basic c2VjcmV0"]],
        params: [],
        signedString: null,
        startedAt: Date.now(),
        durationMs: 3,
        response: null,
      },
    });
    const exchanges = await get("/emulator/v1/exchanges").expect(200);
    expect(exchanges.text).not.toContain("c2VjcmV0");
    const config = await get("/emulator/v1/config").expect(200);
    expect(config.text).not.toContain("secret");
    expect(config.body.numbers[0].webhook_url).toBe("http://***@localhost:3000/sms");
  });

  test("answers 404 to what it does not have, and leaves other paths alone", async () => {
    const { body } = await get("/emulator/v1/nothing").expect(404);
    expect(body).toMatchObject({ code: 20404, status: 404 });
    platform.app.get("/2010-04-01/Accounts.json", (_req, res) => void res.send("another router"));
    const { text } = await get("/2010-04-01/Accounts.json").set("Host", "elsewhere").expect(200);
    expect(text).toBe("another router");
  });

  test("tells what broke, and answers 500", async () => {
    const errors: unknown[] = [];
    platform = createFakePlatform({ onError: (error) => errors.push(error) });
    platform.sendCore.conversation = () => Promise.reject(new Error("The disk is full."));
    const { body } = await get(`/emulator/v1/phones/${handset}/messages`).expect(500);
    expect(body).toMatchObject({ code: 20500, status: 500 });
    expect(errors).toEqual([new Error("The disk is full.")]);
  });
});
