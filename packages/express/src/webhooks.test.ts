import { once } from "node:events";
import { createServer } from "node:http";
import { message, response } from "@repartee/markup";
import { bodySha256, sign, toInboundMessageFields, writeForm } from "@repartee/protocol";
import express, { type Express } from "express";
import supertest from "supertest";
import { expect, test } from "vitest";
import { inbound, statusCallback } from "./index.ts";

const authToken = "12345678901234567890123456789012";
const publicUrl = "https://app.example.com";
const params = toInboundMessageFields({
  messageSid: "SM00000000000000000000000000000001",
  accountSid: "AC00000000000000000000000000000001",
  from: "+14155550100",
  to: "+14155550199",
  body: "It's 100% “me” 👍🏽 \r\n a[b]=c",
  numSegments: 1,
  media: [],
});

function send(app: Express, target = "/sms", signedAs = publicUrl + target) {
  return supertest(app)
    .post(target)
    .set("X-Twilio-Signature", sign({ authToken, url: signedAs, params }))
    .type("form")
    .send(writeForm(params));
}

const echo = inbound({ authToken, publicUrl }, ({ body }) => response(message(body)));

test("answers a signed message in text/xml", async () => {
  const answer = await send(express().post("/sms", echo)).expect(200);
  expect(answer.headers["content-type"]).toBe("text/xml; charset=utf-8");
  expect(answer.text).toContain("It's 100% “me” 👍🏽 &#xD;\n a[b]=c</Message>");
});

test("answers an unsigned or wrongly signed one with a bare 403", async () => {
  const app = express().post("/sms", echo);
  const unsigned = await supertest(app)
    .post("/sms")
    .type("form")
    .send(writeForm(params))
    .expect(403);
  expect(unsigned.text).toBe("");
  await send(app, "/sms", "http://app.example.com/sms").expect(403);
  await send(app, "/sms?a=1", `${publicUrl}/sms`).expect(403);
});

test("works below a mounted router and with a query", async () => {
  const router = express.Router().post("/sms", echo);
  await send(express().use("/v1", router), "/v1/sms?tenant=a&name=O'Hara").expect(200);
});

test("uses the bytes that a parser kept, and says which line to move when it kept none", async () => {
  const keep = express.urlencoded({
    extended: true,
    verify: (req, _res, buffer) => {
      Object.assign(req, { rawBody: buffer });
    },
  });
  await send(express().use(keep).post("/sms", echo)).expect(200);

  const errors: string[] = [];
  const app = express()
    .use(express.urlencoded({ extended: true }))
    .post(
      "/sms",
      inbound({ authToken, publicUrl, onError: (error) => void errors.push(String(error)) }, () =>
        expect.unreachable(),
      ),
    );
  await send(app).expect(500);
  expect(errors[0]).toMatch(/move this route above app\.use\(express\.urlencoded/);
});

test.each([
  ["a form", writeForm(params), "application/x-www-form-urlencoded"],
  ["JSON", JSON.stringify({ body: "It's “me” 👍🏽" }), "application/json"],
])("uses %s that a parser kept as text", async (_, text, type) => {
  const verify = (req: object, _res: object, buffer: Buffer) => {
    Object.assign(req, { rawBody: buffer.toString() });
  };
  const app = express()
    .use(express.urlencoded({ extended: false, verify }), express.json({ verify }))
    .post("/sms", echo);
  const query = type.endsWith("json") ? `?${writeForm(params)}&bodySHA256=${bodySha256(text)}` : "";
  const url = `${publicUrl}/sms${query}`;
  await supertest(app)
    .post(`/sms${query}`)
    .set("X-Twilio-Signature", sign({ authToken, url, params: query === "" ? params : [] }))
    .type(type)
    .send(text)
    .expect(200);
});

test("uses what express.text() and express.raw() leave, and a stream that is read as text", async () => {
  await send(
    express()
      .use(express.text({ type: "*/*" }))
      .post("/sms", echo),
  ).expect(200);
  await send(
    express()
      .use(express.raw({ type: "*/*" }))
      .post("/sms", echo),
  ).expect(200);
  const asText = express().use((req, _res, next) => {
    req.setEncoding("utf8");
    next();
  });
  await send(asText.post("/sms", echo)).expect(200);
});

test("a body past the limit is a 413", async () => {
  const app = express().post("/sms", echo);
  const server = createServer(app).listen(0);
  await once(server, "listening");
  await supertest(server)
    .post("/sms")
    .set("X-Twilio-Signature", "x".repeat(28))
    .type("form")
    .send(`Body=${"a".repeat(300_000)}`)
    .expect(413);
  server.close();
});

test("status callbacks are acknowledged with 204", async () => {
  const seen: string[] = [];
  const app = express().post(
    "/status",
    statusCallback({ authToken, publicUrl }, ({ status }) => void seen.push(status)),
  );
  const event = [
    ["MessageSid", "SM00000000000000000000000000000001"],
    ["MessageStatus", "delivered"],
    ["AccountSid", "AC00000000000000000000000000000001"],
    ["To", "+14155550100"],
  ] as const;
  await supertest(app)
    .post("/status")
    .set("X-Twilio-Signature", sign({ authToken, url: `${publicUrl}/status`, params: event }))
    .type("form")
    .send(writeForm(event))
    .expect(204);
  expect(seen).toEqual(["delivered"]);
});
