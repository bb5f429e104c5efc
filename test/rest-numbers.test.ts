import { expect, test } from "vitest";
import { ourNumber, platformFor } from "./support/platform.ts";
import { subAccount } from "./support/sub-account.ts";
import { twilioClient } from "./support/twilio-client.ts";

test("numbers are bought and listed by kind", async () => {
  const { incomingPhoneNumbers } = twilioClient(await platformFor());
  const local = await incomingPhoneNumbers.local.create({ phoneNumber: "+14155550150" });
  expect(local).toMatchObject({
    phoneNumber: "+14155550150",
    friendlyName: "(415) 555-0150",
    sid: expect.stringMatching(/^PN[0-9a-f]{32}$/),
  });
  const free = await incomingPhoneNumbers.tollFree.create({
    phoneNumber: "+18335550150",
    smsUrl: "https://example.com/sms",
  });
  expect(free.smsUrl).toBe("https://example.com/sms");
  await incomingPhoneNumbers.mobile.create({ phoneNumber: "+447400123456" });
  const addresses = (all: readonly { phoneNumber: string }[]) =>
    all.map(({ phoneNumber }) => phoneNumber);
  expect(addresses(await incomingPhoneNumbers.local.list())).toEqual(["+14155550150", ourNumber]);
  expect(addresses(await incomingPhoneNumbers.tollFree.list())).toEqual(["+18335550150"]);
  expect(addresses(await incomingPhoneNumbers.mobile.list())).toEqual(["+447400123456"]);
  expect(await incomingPhoneNumbers.list()).toHaveLength(4);
  expect(addresses(await incomingPhoneNumbers.local.list({ phoneNumber: "415" }))).toEqual([
    "+14155550150",
  ]);
  await expect(
    incomingPhoneNumbers.local.create({ phoneNumber: "+18335550151" }),
  ).rejects.toMatchObject({ status: 400, code: 21422 });
  await expect(
    incomingPhoneNumbers.mobile.create({ phoneNumber: "+14155550151" }),
  ).rejects.toMatchObject({ code: 21422 });
});

test("a number moves to a sub-account, and leaves its pool, application and address", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const branch = await subAccount(platform);
  const { sid } = await client.incomingPhoneNumbers.create({ phoneNumber: "+14155550150" });
  const { sid: applicationSid } = await client.applications.create({ friendlyName: "App" });
  const desk = await client.messaging.v1.services.create({ friendlyName: "Desk" });
  const pool = client.messaging.v1.services(desk.sid).phoneNumbers;
  await pool.create({ phoneNumberSid: sid });
  await client.incomingPhoneNumbers(sid).update({ smsApplicationSid: applicationSid });

  const moved = await client.incomingPhoneNumbers(sid).update({ accountSid: branch.sid });
  expect(moved).toMatchObject({ accountSid: branch.sid, smsApplicationSid: "" });
  expect(moved.uri).toContain(branch.sid);
  expect(await pool.list()).toEqual([]);
  await expect(client.incomingPhoneNumbers(sid).fetch()).rejects.toMatchObject({ status: 404 });
  expect(await branch.client.incomingPhoneNumbers.list()).toMatchObject([{ sid }]);
  await expect(
    branch.client.incomingPhoneNumbers(sid).update({ accountSid: platform.account.sid }),
  ).rejects.toMatchObject({ code: 20001 });
  const back = client.api.v2010.accounts(branch.sid).incomingPhoneNumbers(sid);
  expect((await back.update({ accountSid: platform.account.sid })).accountSid).toBe(
    platform.account.sid,
  );
  await expect(
    client.incomingPhoneNumbers(sid).update({ accountSid: `AC${"0".repeat(32)}` }),
  ).rejects.toMatchObject({ code: 20001 });
});

test("caller IDs are verified, renamed and deleted", async () => {
  const client = twilioClient(await platformFor());
  const phoneNumber = "+14155550123";
  const request = await client.validationRequests.create({ phoneNumber, friendlyName: "Boss" });
  expect(request).toMatchObject({ phoneNumber, friendlyName: "Boss" });
  expect(request.callSid).toMatch(/^CA[0-9a-f]{32}$/);
  expect(request.validationCode).toMatch(/^\d{6}$/);
  const [callerId] = await client.outgoingCallerIds.list({ phoneNumber });
  const sid = callerId?.sid ?? "";
  expect((await client.outgoingCallerIds(sid).fetch()).friendlyName).toBe("Boss");
  expect((await client.outgoingCallerIds(sid).update({ friendlyName: "Ada" })).friendlyName).toBe(
    "Ada",
  );
  await expect(client.validationRequests.create({ phoneNumber })).rejects.toMatchObject({
    code: 21450,
  });
  await expect(client.validationRequests.create({ phoneNumber: "415" })).rejects.toMatchObject({
    code: 21421,
  });
  expect(await client.outgoingCallerIds(sid).remove()).toBe(true);
  expect(await client.outgoingCallerIds.list()).toEqual([]);
});
