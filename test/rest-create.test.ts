import { expect, test } from "vitest";
import { startApp } from "./support/app.ts";
import { phone } from "./support/phone.ts";
import { handset, ourNumber, platformFor } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

const noService = `MG${"a".repeat(32)}`;
const inAnHour = () => new Date(Date.now() + 3_600_000);

/** A platform whose only number is in the pool of a service. */
async function withService() {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const service = await client.messaging.v1.services.create({ friendlyName: "Desk" });
  const [number] = await client.incomingPhoneNumbers.list();
  await client.messaging.v1
    .services(service.sid)
    .phoneNumbers.create({ phoneNumberSid: number?.sid ?? "" });
  return { platform, client, messages: client.messages, service };
}

test("every parameter that the SDK knows is taken", async () => {
  const heard: string[] = [];
  const appUrl = await startApp((req, res) => {
    heard.push(req.url ?? "");
    res.end();
  });
  const { platform, client, service } = await withService();
  const created = await client.messages.create({
    from: ourNumber,
    messagingServiceSid: service.sid,
    to: handset,
    body: "\u201CTea\u201D \u2013 at five?",
    statusCallback: `${appUrl}/moved`,
    maxPrice: 0.01,
    provideFeedback: true,
    attempt: 2,
    validityPeriod: 600,
    forceDelivery: true,
    contentRetention: "retain",
    addressRetention: "retain",
    smartEncoded: true,
    persistentAction: ["mailto:a@example.com", "geo:1,2|Here"],
    trafficType: "free",
    shortenUrls: true,
    sendAsMms: false,
    riskCheck: "disable",
  });
  const sid: `SM${string}` = `SM${created.sid.slice(2)}`;
  expect(created).toMatchObject({ sid, from: ourNumber, messagingServiceSid: service.sid });
  const received = await phone(platform.url, handset).receives(({ sid }) => sid === created.sid);
  expect(received.body).toBe('"Tea" - at five?');
  const told = async () => (await platform.sendCore.callbacks(sid)).map(({ status }) => status);
  await expect.poll(told).toContain("delivered");
  expect(heard).toContain("/moved");
});

test("From may name the service", async () => {
  const { messages, service } = await withService();
  const created = await messages.create({ from: service.sid, to: handset, body: "Hi" });
  expect(created).toMatchObject({
    status: "accepted",
    from: null,
    messagingServiceSid: service.sid,
    numSegments: "0",
  });
});

test("a text can go as MMS", async () => {
  const { messages } = await withService();
  const options = { from: ourNumber, to: handset, body: "a".repeat(400), sendAsMms: true };
  const created = await messages.create(options);
  expect(created).toMatchObject({ numMedia: "0", numSegments: "1" });
  expect(created.sid).toMatch(/^MM/);
});

test("a scheduled message is canceled once, and one that is under way is not", async () => {
  const { messages, service } = await withService();
  const later = await messages.create({
    messagingServiceSid: service.sid,
    to: handset,
    body: "Later",
    scheduleType: "fixed",
    sendAt: inAnHour(),
  });
  expect(later).toMatchObject({ status: "scheduled", from: null, dateSent: null });
  await expect(messages(later.sid).remove()).rejects.toMatchObject({ code: 20009 });
  await expect(messages(later.sid).update({ body: "" })).rejects.toMatchObject({ code: 20009 });
  expect(await messages(later.sid).update({ status: "canceled" })).toMatchObject({
    status: "canceled",
    dateSent: null,
  });
  await expect(messages(later.sid).update({ status: "canceled" })).rejects.toMatchObject({
    code: 30409,
  });
  await expect(messages(later.sid).update({})).rejects.toMatchObject({ code: 20001 });
  expect(await messages(later.sid).remove()).toBe(true);
});

test.each([
  [{ messagingServiceSid: noService }, 404, 21701],
  [{ messagingServiceSid: "MG1" }, 400, 21705],
  [{ scheduleType: "fixed" as const }, 400, 35111],
  [{ scheduleType: "fixed" as const, sendAt: new Date(0) }, 400, 35115],
  [{ from: ourNumber, fallbackFrom: ourNumber }, 400, 21664],
  [{ fallbackFrom: ourNumber }, 400, 21667],
])("a service refuses %o", async (options, status, code) => {
  const { messages, service } = await withService();
  const refused = messages.create({
    messagingServiceSid: service.sid,
    to: handset,
    body: "Hi",
    ...options,
  });
  await expect(refused).rejects.toMatchObject({ status, code });
});

test.each([
  [{ contentSid: `HX${"a".repeat(32)}` }, 21655],
  [{ contentVariables: "{}" }, 21654],
  [{ contentRetention: "discard" as const }, 30029],
  [{ addressRetention: "obfuscate" as const }, 30030],
  [{ fallbackFrom: ourNumber }, 21666],
])("what accounts here have not is refused: %o with %i", async (options, code) => {
  const { messages } = twilioClient(await platformFor());
  const refused = messages.create({ to: handset, body: "Hi", ...options });
  await expect(refused).rejects.toMatchObject({ code });
});

test("one message has one recipient", async () => {
  const platform = await platformFor();
  const { sid, authToken } = platform.account;
  const body = new URLSearchParams({ From: ourNumber, To: handset, Body: "Hi" });
  body.append("To", "+14155550101");
  const answer = await fetch(`${platform.url}/2010-04-01/Accounts/${sid}/Messages.json`, {
    method: "POST",
    headers: { Authorization: `Basic ${btoa(`${sid}:${authToken}`)}` },
    body,
  });
  expect([answer.status, await answer.json()]).toMatchObject([400, { code: 21653 }]);
});
