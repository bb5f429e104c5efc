import { message, response, write } from "@repartee/markup";
import { parseForm } from "@repartee/protocol";
import twilio from "twilio";
import { expect, test } from "vitest";
import { startApp } from "./support/app.ts";
import { documents } from "./support/documents.ts";
import { authToken, runtimeFor } from "./support/runtime.ts";

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
    more_info: {
      ErrorCode: "14103",
      LogLevel: "WARNING",
      httpResponse: "200",
      msg: expect.stringMatching(/ Give 1 to 1600 characters of text, or at least one <Media>\.$/),
    },
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

test("of a status callback's answer the status alone is looked at", async () => {
  let heard = () => {};
  const isDelivered = new Promise<void>((resolve) => {
    heard = resolve;
  });
  const { url } = await documents({
    "/sms": write(response(message("Hi", { statusCallback: "/status" }))),
    // Callbacks of one message come one after the other: the first was settled before the last.
    "/status": ({ MessageStatus }) => {
      if (MessageStatus === "delivered") heard();
      return "What?";
    },
  });
  const world = await runtimeFor(`${url}/sms`);
  await world.sends("Hi");
  await isDelivered;
  expect(await world.alerts()).toEqual([]);
});
