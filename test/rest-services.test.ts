import { expect, test } from "vitest";
import { startApp } from "./support/app.ts";
import { phone } from "./support/phone.ts";
import { handset, ourNumber, platformFor } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

test("a number is found, bought, configured, asked and released", async () => {
  const heard: string[] = [];
  const appUrl = await startApp((req, res) => {
    heard.push(req.url ?? "");
    res.setHeader("Content-Type", "text/plain").end("Hello");
  });
  const platform = await platformFor();
  const client = twilioClient(platform);
  const [free] = await client
    .availablePhoneNumbers("US")
    .local.list({ areaCode: 206, contains: "2065550*" });
  expect(free?.phoneNumber).toMatch(/^\+120655501\d\d$/);
  const number = await client.incomingPhoneNumbers.create({
    phoneNumber: free?.phoneNumber ?? "",
    smsUrl: `${appUrl}/first`,
  });
  expect(number).toMatchObject({ smsMethod: "POST", capabilities: { sms: true, mms: true } });
  await expect(
    client.incomingPhoneNumbers.create({ phoneNumber: number.phoneNumber }),
  ).rejects.toMatchObject({ code: 21422 });

  const person = phone(platform.url, handset);
  await person.sends(number.phoneNumber, "Hi");
  await person.receives(({ body }) => body === "Hello");
  const changed = await client
    .incomingPhoneNumbers(number.sid)
    .update({ smsUrl: `${appUrl}/second`, smsMethod: "GET" });
  expect(changed).toMatchObject({ smsMethod: "GET", smsUrl: `${appUrl}/second` });
  await person.sends(number.phoneNumber, "Hi again");
  await expect.poll(() => heard.length).toBe(2);
  expect(heard[0]).toBe("/first");
  expect(heard[1]).toMatch(/^\/second\?/);

  const app = await client.applications.create({
    friendlyName: "Desk",
    smsUrl: `${appUrl}/app`,
    messageStatusCallback: `${appUrl}/status`,
  });
  await client.incomingPhoneNumbers(number.sid).update({ smsApplicationSid: app.sid });
  await person.sends(number.phoneNumber, "Hi once more");
  await expect.poll(() => heard[2]).toBe("/app");
  await client.messages.create({
    from: number.phoneNumber,
    to: handset,
    body: "Told",
    applicationSid: app.sid,
  });
  await expect.poll(() => heard.includes("/status"), { timeout: 8000 }).toBe(true);

  expect(await client.incomingPhoneNumbers.list({ phoneNumber: number.phoneNumber })).toHaveLength(
    1,
  );
  expect(await client.incomingPhoneNumbers(number.sid).remove()).toBe(true);
  await expect(client.incomingPhoneNumbers(number.sid).fetch()).rejects.toMatchObject({
    status: 404,
    code: 20404,
  });
  expect(await client.applications(app.sid).remove()).toBe(true);
  expect(await client.applications.list()).toEqual([]);
});

test("refuses numbers and URLs that are none", async () => {
  const client = twilioClient(await platformFor());
  const { incomingPhoneNumbers } = client;
  await expect(incomingPhoneNumbers.create({})).rejects.toMatchObject({ code: 21451 });
  await expect(incomingPhoneNumbers.create({ phoneNumber: "1" })).rejects.toMatchObject({
    code: 21421,
  });
  await expect(incomingPhoneNumbers.create({ areaCode: "111" })).rejects.toMatchObject({
    code: 21452,
  });
  const [number] = await incomingPhoneNumbers.list();
  await expect(
    client.incomingPhoneNumbers(number?.sid ?? "").update({ smsUrl: "ftp://a.test" }),
  ).rejects.toMatchObject({ code: 21402 });
  await expect(
    client.incomingPhoneNumbers(number?.sid ?? "").update({ smsApplicationSid: "AP1" }),
  ).rejects.toMatchObject({
    code: 21218,
  });
  const bought = await incomingPhoneNumbers.create({ areaCode: "303" });
  expect(bought.phoneNumber).toBe("+13035550100");
});

test("a service chooses the sender, and asks its own webhook", async () => {
  const heard: string[] = [];
  const appUrl = await startApp((req, res) => {
    heard.push(req.url ?? "");
    res.setHeader("Content-Type", "text/plain").end("");
  });
  const platform = await platformFor();
  const client = twilioClient(platform);
  const services = client.messaging.v1.services;
  const created = await services.create({
    friendlyName: "Desk",
    inboundRequestUrl: `${appUrl}/inbound`,
    statusCallback: `${appUrl}/moved`,
  });
  const service = services(created.sid);
  expect(created).toMatchObject({ stickySender: true, mmsConverter: true, validityPeriod: 36_000 });
  const [number] = await client.incomingPhoneNumbers.list();
  const member = await service.phoneNumbers.create({ phoneNumberSid: number?.sid ?? "" });
  expect(member).toMatchObject({ phoneNumber: ourNumber, countryCode: "US" });
  await expect(
    service.phoneNumbers.create({ phoneNumberSid: number?.sid ?? "" }),
  ).rejects.toMatchObject({ status: 409, code: 21710 });
  const other = await client.messaging.v1.services.create({ friendlyName: "Other" });
  await expect(
    services(other.sid).phoneNumbers.create({ phoneNumberSid: number?.sid ?? "" }),
  ).rejects.toMatchObject({ code: 21712 });

  const sent = await client.messages.create({
    messagingServiceSid: created.sid,
    to: handset,
    body: "By the service",
  });
  expect(sent).toMatchObject({ status: "accepted", from: null, numSegments: "0" });
  const person = phone(platform.url, handset);
  await person.receives(({ sid }) => sid === sent.sid);
  expect((await client.messages(sent.sid).fetch()).from).toBe(ourNumber);
  await expect.poll(() => heard.includes("/moved"), { timeout: 8000 }).toBe(true);
  await person.sends(ourNumber, "Hi");
  await expect.poll(() => heard.includes("/inbound"), { timeout: 8000 }).toBe(true);

  const soon = new Date(Date.now() + 3_600_000);
  const later = await client.messages.create({
    messagingServiceSid: created.sid,
    to: handset,
    body: "Later",
    scheduleType: "fixed",
    sendAt: soon,
  });
  expect(later).toMatchObject({ status: "scheduled", dateSent: null });
  expect((await client.messages(later.sid).update({ status: "canceled" })).status).toBe("canceled");
  await expect(client.messages(later.sid).update({ status: "canceled" })).rejects.toMatchObject({
    code: 30409,
  });

  const alpha = await service.alphaSenders.create({ alphaSender: "REPARTEE" });
  expect(alpha.capabilities).toEqual(["SMS"]);
  await expect(service.alphaSenders.create({ alphaSender: "12345" })).rejects.toMatchObject({
    code: 21709,
  });
  await expect(service.alphaSenders.create({ alphaSender: "" })).rejects.toMatchObject({
    code: 21708,
  });
  expect(await service.alphaSenders.list()).toHaveLength(1);
  expect(await client.incomingPhoneNumbers.list()).toHaveLength(1);
  expect(await service.alphaSenders(alpha.sid).remove()).toBe(true);
  expect(await service.phoneNumbers(member.sid).remove()).toBe(true);
  expect(await service.phoneNumbers.list()).toEqual([]);
  expect(await service.remove()).toBe(true);
  await expect(service.fetch()).rejects.toMatchObject({ status: 404 });
});

test("a service has 400 senders at most", async () => {
  const client = twilioClient(await platformFor());
  const { sid } = await client.messaging.v1.services.create({ friendlyName: "Crowd" });
  const { alphaSenders } = client.messaging.v1.services(sid);
  for (let count = 0; count < 400; count += 1) {
    await alphaSenders.create({ alphaSender: `SENDER${count}` });
  }
  await expect(alphaSenders.create({ alphaSender: "SENDER400" })).rejects.toMatchObject({
    code: 21714,
  });
});

test("services are listed in pages with addresses of the caller's host", async () => {
  const client = twilioClient(await platformFor());
  const sids: string[] = [];
  for (const name of ["a", "b", "c"]) {
    sids.push((await client.messaging.v1.services.create({ friendlyName: name })).sid);
  }
  const page = await client.messaging.v1.services.page({ pageSize: 2 });
  expect(page.nextPageUrl).toMatch(/^https:\/\/messaging\.twilio\.com\/v1\/Services\?/);
  const all = await client.messaging.v1.services.list({ pageSize: 2 });
  expect(all.map(({ sid }) => sid)).toEqual(sids.toReversed());
  const [first] = all;
  const service = client.messaging.v1.services(first?.sid ?? "");
  const changed = await service.update({ stickySender: false, validityPeriod: 60 });
  expect(changed).toMatchObject({ stickySender: false, validityPeriod: 60 });
  await expect(service.update({ validityPeriod: 0 })).rejects.toMatchObject({ code: 21624 });
});

test("short codes of the start can be in a pool", async () => {
  const platform = await platformFor(undefined, { address: "54321" });
  const client = twilioClient(platform);
  const [code] = await client.shortCodes.list();
  const { sid } = await client.messaging.v1.services.create({ friendlyName: "Codes" });
  const member = await client.messaging.v1
    .services(sid)
    .shortCodes.create({ shortCodeSid: code?.sid ?? "" });
  expect(member).toMatchObject({ shortCode: "54321", countryCode: "US" });
  expect(await client.incomingPhoneNumbers.list()).toEqual([]);
  expect(
    (await client.shortCodes(code?.sid ?? "").update({ friendlyName: "Vote" })).friendlyName,
  ).toBe("Vote");
});
