import { expect, test } from "vitest";
import { platformFor } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

test("a number's history: bought, changed, released", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const { events } = client.monitor.v1;
  expect(await events.list()).toEqual([]);
  const phoneNumber = "+14155550150";
  const { sid } = await client.incomingPhoneNumbers.local.create({ phoneNumber });
  await client.incomingPhoneNumbers(sid).update({
    smsUrl: "https://example.com/sms",
    friendlyName: "Shop",
  });
  await client.incomingPhoneNumbers(sid).remove();

  const history = await events.list({ resourceSid: sid });
  expect(history.map(({ eventType }) => eventType)).toEqual([
    "phone-number.deleted",
    "phone-number.updated",
    "phone-number.created",
  ]);
  const [, update] = history;
  const fetched = await events(update?.sid ?? "").fetch();
  expect(fetched.toJSON()).toEqual({
    accountSid: platform.account.sid,
    actorSid: platform.account.sid,
    actorType: "account",
    description: null,
    eventData: {
      resource_properties: {
        friendly_name: { previous: "(415) 555-0150", updated: "Shop" },
        sms_url: { previous: "", updated: "https://example.com/sms" },
      },
    },
    eventDate: expect.any(Date),
    eventType: "phone-number.updated",
    resourceSid: sid,
    resourceType: "phone-number",
    sid: expect.stringMatching(/^AE[0-9a-f]{32}$/),
    source: "api",
    sourceIpAddress: "127.0.0.1",
    url: `https://monitor.twilio.com/v1/Events/${update?.sid}`,
    links: {
      actor: `https://api.twilio.com/2010-04-01/Accounts/${platform.account.sid}`,
      resource: `https://api.twilio.com/2010-04-01/Accounts/${platform.account.sid}/IncomingPhoneNumbers/${sid}`,
    },
  });
});

test("an event has no password of a URL that it names", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const { sid } = await client.applications.create({ smsUrl: "http://me:hush@localhost/sms" });
  await client.applications(sid).update({ smsUrl: "http://me:other-hush@localhost/next" });
  const [update] = await client.monitor.v1.events.list({ resourceSid: sid });
  expect(update?.eventData).toEqual({
    resource_properties: {
      sms_url: { previous: "http://***@localhost/sms", updated: "http://***@localhost/next" },
    },
  });
  expect((await client.applications(sid).fetch()).smsUrl).toBe(
    "http://me:other-hush@localhost/next",
  );
});

test("services, senders, accounts, keys and applications have events; secrets have none", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const [number] = await client.incomingPhoneNumbers.list();
  const service = await client.messaging.v1.services.create({ friendlyName: "Desk" });
  const pool = client.messaging.v1.services(service.sid).phoneNumbers;
  await pool.create({ phoneNumberSid: number?.sid ?? "" });
  await client.messaging.v1.services(service.sid).update({ smartEncoding: true });
  await pool(number?.sid ?? "").remove();
  const branch = await client.api.v2010.accounts.create({ friendlyName: "Branch" });
  await client.api.v2010.accounts(branch.sid).update({ friendlyName: "Mr. Friendly" });
  const key = await client.newKeys.create({});
  const application = await client.applications.create({ friendlyName: "App" });
  const all = await client.monitor.v1.events.list({ pageSize: 3 });
  expect(all.map(({ eventType, resourceSid }) => [eventType, resourceSid])).toEqual([
    ["application.created", application.sid],
    ["api-key.created", key.sid],
    ["account.updated", branch.sid],
    ["account.created", branch.sid],
    ["messaging-service-phone-number.deleted", number?.sid],
    ["messaging-service.updated", service.sid],
    ["messaging-service-phone-number.created", number?.sid],
    ["messaging-service.created", service.sid],
  ]);
  expect(all[2]?.eventData).toEqual({
    resource_properties: { friendly_name: { previous: "Branch", updated: "Mr. Friendly" } },
  });
  expect(all[5]?.eventData).toEqual({
    resource_properties: { smart_encoding: { previous: false, updated: true } },
  });
  const text = JSON.stringify(all);
  for (const secret of [key.secret, branch.authToken, platform.account.authToken]) {
    expect(text).not.toContain(secret);
  }
});

test("events are found by type, actor, address and time, and only in their account", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const branch = await client.api.v2010.accounts.create({});
  const account = { sid: branch.sid, authToken: branch.authToken };
  const child = twilioClient({ url: platform.url, account });
  const { events } = client.monitor.v1;
  await client.api.v2010.accounts(branch.sid).applications.create({ friendlyName: "Theirs" });
  await client.applications.create({ friendlyName: "Ours" });
  const tomorrow = new Date(Date.now() + 86_400_000);
  const yesterday = new Date(Date.now() - 86_400_000);
  expect(await events.list({ eventType: "application.created" })).toHaveLength(1);
  expect(await events.list({ actorSid: platform.account.sid })).toHaveLength(2);
  expect(await events.list({ actorSid: branch.sid })).toEqual([]);
  expect(await events.list({ sourceIpAddress: "10.0.0.1" })).toEqual([]);
  expect(await events.list({ sourceIpAddress: "127.0.0.1" })).toHaveLength(2);
  expect(await events.list({ startDate: yesterday, endDate: tomorrow })).toHaveLength(2);
  expect(await events.list({ startDate: tomorrow })).toEqual([]);

  const [theirs, ...others] = await child.monitor.v1.events.list();
  expect(theirs).toMatchObject({ actorSid: platform.account.sid, accountSid: branch.sid });
  expect(others).toEqual([]);
  await expect(events(theirs?.sid ?? "").fetch()).rejects.toMatchObject({ status: 404 });
});

test("what is refused leaves no event", async () => {
  const client = twilioClient(await platformFor());
  await expect(client.applications(`AP${"0".repeat(32)}`).remove()).rejects.toThrow();
  await expect(client.incomingPhoneNumbers.create({ phoneNumber: "415" })).rejects.toThrow();
  expect(await client.monitor.v1.events.list()).toEqual([]);
});
