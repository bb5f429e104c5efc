import {
  defineVerb,
  message,
  noContent,
  redirect,
  response,
  textContent,
  write,
} from "@repartee/markup";
import { parseForm } from "@repartee/protocol";
import { executeVerb } from "@repartee/runtime";
import express from "express";
import twilio from "twilio";
import { expect, test } from "vitest";
import { z } from "zod";
import { startApp } from "./support/app.ts";
import { handset, ourNumber } from "./support/platform.ts";
import { authToken, runtimeFor } from "./support/runtime.ts";

type Documents = Record<string, string | ((fields: Record<string, string>) => string)>;

/** An app that answers each path with a document, and what it was asked: path and fields. */
async function documents(answers: Documents) {
  const asked: { path: string; method: string; fields: Record<string, string> }[] = [];
  const app = express();
  const url = await startApp(app);
  app.use(express.urlencoded({ extended: false }), (req, res) => {
    const fields: Record<string, string> = req.method === "GET" ? { ...req.query } : req.body;
    asked.push({ path: req.path, method: req.method, fields });
    const answer = answers[req.path];
    if (answer === undefined) return void res.status(404).end();
    res.type("text/xml").send(typeof answer === "string" ? answer : answer(fields));
  });
  return { url, asked };
}

const says = (...texts: string[]) => write(response(...texts.map((text) => message(text))));

test("verbs run top to bottom, and what follows a Redirect never runs", async () => {
  const { url, asked } = await documents({
    "/a/sms": write(response(message("One."), message("Two."), redirect("../b/next?x=1"))),
    "/b/next": says("Three."),
  });
  const world = await runtimeFor(`${url}/a/sms`);
  const exchange = await world.sends("Hi");
  expect(await world.replies(exchange)).toEqual(["One.", "Two.", "Three."]);
  expect(asked.map(({ path, method }) => `${method} ${path}`)).toEqual([
    "POST /a/sms",
    "POST /b/next",
  ]);
  expect(asked[1]?.fields).toMatchObject({ Body: "Hi", MessageSid: exchange.messageSid ?? "" });
  expect(exchange.notices).toEqual([]);
});

test("an action is asked once its message is queued, and its document takes the rest's place", async () => {
  const { url, asked } = await documents({
    "/sms": write(response(message("First.", { action: "/sent" }), message("Never."))),
    "/sent": ({ MessageSid, MessageStatus, Body }) =>
      MessageStatus === "queued" ? says(`${MessageSid} ${Body}`) : says("Ignored."),
  });
  const world = await runtimeFor(`${url}/sms`);
  const exchange = await world.sends("Hi");
  const [first] = exchange.verbs;
  expect(await world.replies(exchange)).toEqual(["First.", `${first?.messageSid} Hi`]);
  expect(exchange.requests.map(({ cause }) => cause)).toEqual(["webhook", "action"]);
  expect(asked[1]?.fields).toMatchObject({ From: handset, To: ourNumber, SmsStatus: "queued" });
});

test("an action is a status URL alone when it is switched so", async () => {
  const { url } = await documents({
    "/sms": write(response(message("First.", { action: "/sent" }), message("Second."))),
    "/sent": says("Ignored."),
  });
  const world = await runtimeFor(`${url}/sms`, { actions: "callback" });
  const exchange = await world.sends("Hi");
  expect(await world.replies(exchange)).toEqual(["First.", "Second."]);
  expect(exchange.requests.map(({ cause }) => cause)).toEqual(["webhook"]);
});

test("the action of a message that cannot be sent hears that it is invalid", async () => {
  const { url, asked } = await documents({
    "/sms": write(response(message("Hi", { from: "+15005550007", action: "/sent" }))),
    "/sent": says("Sorry."),
  });
  const world = await runtimeFor(`${url}/sms`);
  const exchange = await world.sends("Hi");
  expect(await world.replies(exchange)).toEqual(["Sorry."]);
  expect(asked[1]?.fields).toMatchObject({ MessageStatus: "invalid", ErrorCode: "14102" });
  expect(asked[1]?.fields.MessageSid).toBe(exchange.messageSid);
});

test("a circle of documents ends at the fifty-first, and keeps what was sent", async () => {
  const { url, asked } = await documents({ "/sms": write(response(redirect("/sms"))) });
  const world = await runtimeFor(`${url}/sms`);
  const exchange = await world.sends("Hi");
  expect(asked).toHaveLength(50);
  expect(exchange.notices.map(({ code, level }) => [code, level])).toEqual([[14106, "warning"]]);
});

test("the eleventh reply of a session is not sent", async () => {
  const six = Array.from({ length: 6 }, (_, index) => message(`${index}`));
  const { url } = await documents({
    "/sms": write(response(...six, redirect("/more"))),
    "/more": write(response(...six)),
  });
  const world = await runtimeFor(`${url}/sms`);
  const exchange = await world.sends("Hi");
  expect(await world.replies(exchange)).toHaveLength(10);
  expect(exchange.notices.map(({ code }) => code)).toEqual([14109, 14109]);
  expect(exchange.verbs.slice(-2).map(({ outcome }) => outcome)).toEqual(["skipped", "skipped"]);
});

test("two machines that answer each other are stopped after thirty replies", async () => {
  const { url } = await documents({ "/sms": says("You too.") });
  const world = await runtimeFor(`${url}/sms`);
  for (let index = 0; index < 30; index += 1) expect((await world.sends("Hi")).notices).toEqual([]);
  const stopped = await world.sends("Hi");
  expect(stopped.notices).toMatchObject([{ code: 14107, level: "error" }]);
  // The message is there, and has failed.
  const kept = (await world.conversation(String(stopped.from))).find(
    ({ sid }) => sid === stopped.verbs[0]?.messageSid,
  );
  expect(kept).toMatchObject({ status: "failed", errorCode: 14107, body: "You too." });
  const another = await world.sends("Hi", { from: "+14155550101" });
  expect(await world.replies(another)).toEqual(["You too."]);
});

test("each verb that cannot run is told with its place; the others run", async () => {
  const { url } = await documents({
    "/sms": `<Response>
  <Message></Message>
  <Message to="nobody">Hi</Message>
  <Message method="PUT">Hi</Message>
  <Dial>+14155550100</Dial>
  <Message>Fine.</Message>
</Response>`,
  });
  const world = await runtimeFor(`${url}/sms`);
  const exchange = await world.sends("Hi");
  expect(await world.replies(exchange)).toContain("Fine.");
  const told = exchange.notices.map(({ code, level, line }) => `${code} ${level} ${line}`);
  expect(told).toEqual(
    expect.arrayContaining([
      "14103 warning 2",
      "14101 warning 3",
      "14104 warning 4",
      "14110 warning 5",
    ]),
  );
});

test.each([
  ["a status", "/none", 11200],
  ["a document that is none", "/broken", 12100],
  ["a Redirect that leads nowhere", "/leads", 11200],
  ["an action that fails", "/acts", 11200],
])("after %s the fallback is asked once, with code and URL", async (_what, path, code) => {
  const { url, asked } = await documents({
    "/broken": "<Response>",
    "/leads": write(response(message("Before."), redirect("/none"))),
    "/acts": write(response(message("Before.", { action: "/none" }))),
    "/fallback": ({ ErrorCode, ErrorUrl }) => says(`${ErrorCode} ${ErrorUrl}`),
  });
  const world = await runtimeFor(undefined, {
    webhook: {
      url: `${url}${path}`,
      method: "POST",
      fallbackUrl: `${url}/fallback`,
      fallbackMethod: "GET",
    },
  });
  const exchange = await world.sends("Hi");
  const failed = code === 12100 ? path : "/none";
  expect((await world.replies(exchange)).at(-1)).toBe(`${code} ${url}${failed}`);
  expect(asked.filter((one) => one.path === "/fallback")).toMatchObject([
    { method: "GET", fields: { Body: "Hi", ErrorCode: String(code) } },
  ]);
  expect(exchange.notices.map((notice) => notice.code)).toEqual([code]);
});

test("a fallback that fails too is the end", async () => {
  const { url, asked } = await documents({});
  const world = await runtimeFor(undefined, {
    webhook: { url: `${url}/a`, method: "POST", fallbackUrl: `${url}/b` },
  });
  const exchange = await world.sends("Hi");
  expect(asked.map(({ path }) => path)).toEqual(["/a", "/b"]);
  expect(exchange.notices.map(({ code }) => code)).toEqual([11200, 11200, 11200]);
});

test("verbs of one's own run, lead on, end, refuse and fail", async () => {
  const Wait = defineVerb({
    name: "Wait",
    attributes: z.object({ steps: z.coerce.number().int() }),
    content: noContent,
  });
  const Shout = defineVerb({ name: "Shout", attributes: z.object({}), content: textContent });
  const Go = defineVerb({ name: "Go", attributes: z.object({}), content: textContent });
  const Stop = defineVerb({ name: "Stop", attributes: z.object({}), content: noContent });
  const Fail = defineVerb({ name: "Fail", attributes: z.object({}), content: noContent });
  const { url } = await documents({
    "/sms":
      '<Response><Wait steps="3"/><Shout>hey</Shout><Fail/><Go>/next</Go><Message>Never.</Message></Response>',
    "/next": "<Response><Stop/><Message>Never.</Message></Response>",
  });
  const failures: unknown[] = [];
  const world = await runtimeFor(`${url}/sms`, {
    onError: (error) => failures.push(error),
    verbs: [
      executeVerb(Wait, async ({ attributes: { steps } }, { inbound }) => ({
        kind: "done",
        sentence: `Waited ${steps} steps for ${inbound.sid}.`,
      })),
      executeVerb(Shout, async ({ content }, { send }) => {
        const sent = await send(message(`${content.toUpperCase()}!`));
        return sent.ok
          ? { kind: "done", sentence: "Shouted." }
          : { kind: "refused", sentence: sent.sentence, code: sent.code };
      }),
      executeVerb(Go, async ({ content }) => ({
        kind: "redirect",
        sentence: "Gone.",
        url: content,
      })),
      executeVerb(Stop, async () => ({ kind: "end", sentence: "Stopped." })),
      executeVerb(Fail, async () => {
        throw new Error("On purpose.");
      }),
    ],
  });
  const exchange = await world.sends("Hi");
  expect(
    exchange.verbs.map(({ kind, outcome, sentence }) => `${kind} ${outcome} ${sentence}`),
  ).toEqual([
    `Wait ran Waited 3 steps for ${exchange.messageSid}.`,
    "Shout ran Shouted.",
    "Fail refused The executor of <Fail> has failed; the verb is skipped.",
    "Go ran Gone.",
    "Stop ran Stopped.",
  ]);
  expect(exchange.requests.map(({ cause }) => cause)).toEqual(["webhook", "redirect"]);
  expect(exchange.notices.map(({ code }) => code)).toEqual([30500]);
  expect(failures).toHaveLength(1);
});

test("a group message names the others", async () => {
  const { url, asked } = await documents({ "/sms": says("Hello, group.") });
  const world = await runtimeFor(`${url}/sms`);
  const otherRecipients = ["+14155550102", "+14155550101"];
  const { messageSid } = await world.sends("Hi", { otherRecipients });
  expect(messageSid).toMatch(/^MM/);
  expect(asked[0]?.fields).toMatchObject({
    MessageSid: messageSid,
    OtherRecipients0: "+14155550102",
    OtherRecipients1: "+14155550101",
    NumMedia: "0",
  });
  await expect(world.sends("Hi", { otherRecipients: ["everybody"] })).rejects.toThrow("21211");
});

test("a number in a service is announced to its own webhook, or to the service's", async () => {
  const { url, asked } = await documents({ "/number": says("N"), "/service": says("S") });
  const inboundWebhook = { url: `${url}/service`, method: "POST" as const };
  const own = await runtimeFor(`${url}/number`, { service: { inboundWebhook } });
  await own.sends("Hi");
  const common = await runtimeFor(`${url}/number`, {
    service: { inboundWebhook, useInboundWebhookOnNumber: false },
  });
  await common.sends("Hi");
  expect(asked.map(({ path }) => path)).toEqual(["/number", "/service"]);
  for (const { fields } of asked) expect(fields.MessagingServiceSid).toMatch(/^MG/);

  const closed = await runtimeFor(`${url}/number`, {
    service: { useInboundWebhookOnNumber: false },
  });
  await expect(closed.sends("Hi")).rejects.toThrow("11321");
});

test("every warning and error is kept with its request, and posted as documented", async () => {
  const heard: { signature: string; params: Record<string, string> }[] = [];
  let told = () => {};
  const posted = new Promise<void>((resolve) => {
    told = resolve;
  });
  const debuggerUrl = await startApp(async (request, answer) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const signature = String(request.headers["x-twilio-signature"]);
    heard.push({ signature, params: Object.fromEntries(parseForm(body)) });
    // Its own failure makes no alert.
    answer.writeHead(500).end();
    if (heard.length === 3) told();
  });
  const { url } = await documents({ "/sms": `<Response><Dial/>${"<Message/>"}</Response>` });
  const world = await runtimeFor(`${url}/sms`, { alertWebhookUrl: `${debuggerUrl}/alerts` });
  const exchange = await world.sends("Hi");
  await posted;

  const alerts = await world.alerts();
  expect(alerts.map(({ code, level }) => [code, level])).toEqual([
    [14103, "warning"],
    [14110, "warning"],
    [12200, "warning"],
  ]);
  for (const alert of alerts) {
    expect(alert).toMatchObject({
      accountSid: world.accountSid,
      resourceSid: exchange.messageSid,
      exchangeSid: exchange.sid,
      request: { url: `${url}/sms`, response: { status: 200 } },
      line: 1,
    });
  }
  const fields = heard.find(({ params }) => params.Sid === alerts[0]?.sid);
  expect(fields?.params).toMatchObject({
    AccountSid: world.accountSid,
    Level: "WARNING",
    PayloadType: "application/json",
    Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  });
  expect(JSON.parse(fields?.params.Payload ?? "")).toMatchObject({
    resource_sid: exchange.messageSid,
    service_sid: null,
    error_code: "14103",
    more_info: { ErrorCode: "14103", LogLevel: "WARNING", httpResponse: "200" },
    webhook: {
      type: "application/json",
      request: { method: "POST", url: `${url}/sms`, parameters: { Body: "Hi" } },
      response: { status_code: 200, body: "<Response><Dial/><Message/></Response>" },
    },
  });
  expect(
    twilio.validateRequest(
      authToken,
      fields?.signature ?? "",
      `${debuggerUrl}/alerts`,
      fields?.params ?? {},
    ),
  ).toBe(true);
});

test("a status callback that fails is an alert too", async () => {
  const { url } = await documents({
    "/sms": write(response(message("Hi", { statusCallback: "/nowhere" }))),
  });
  const world = await runtimeFor(`${url}/sms`);
  const exchange = await world.sends("Hi");
  await world.alerted(2);
  expect(await world.alerts()).toMatchObject([
    { code: 11200, exchangeSid: null, resourceSid: exchange.verbs[0]?.messageSid },
    { code: 11200, request: { cause: "callback", response: { status: 404 } } },
  ]);
});
