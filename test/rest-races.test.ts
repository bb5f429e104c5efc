import { startPlatform } from "@repartee/platform";
import { expect, onTestFinished, test } from "vitest";
import { handset, ourNumber, platformFor } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

/** How often each code came; `ok` for what succeeded. */
function tally(results: readonly PromiseSettledResult<unknown>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const result of results) {
    const key = result.status === "fulfilled" ? "ok" : codeOf(result.reason);
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? `${error.code}` : "?";
}

function times<T>(count: number, make: (index: number) => Promise<T>) {
  return Promise.allSettled(Array.from({ length: count }, (_, index) => make(index)));
}

test("numbers added to one pool at the same time are all in it, and removed ones all gone", async () => {
  const client = twilioClient(await platformFor());
  const created = await client.messaging.v1.services.create({ friendlyName: "Desk" });
  const pool = client.messaging.v1.services(created.sid).phoneNumbers;
  const areaCodes = ["206", "212", "303", "305", "312", "404"];
  const numbers = await Promise.all(
    areaCodes.map((areaCode) => client.incomingPhoneNumbers.create({ areaCode })),
  );
  const added = await times(6, (index) =>
    pool.create({ phoneNumberSid: numbers[index]?.sid ?? "" }),
  );
  expect(tally(added)).toEqual({ ok: 6 });
  const addresses = numbers.map(({ phoneNumber }) => phoneNumber).toSorted();
  expect((await pool.list()).map(({ phoneNumber }) => phoneNumber).toSorted()).toEqual(addresses);

  const gone = numbers.slice(0, 4);
  const removed = await times(4, (index) => pool(gone[index]?.sid ?? "").remove());
  expect(tally(removed)).toEqual({ ok: 4 });
  expect((await pool.list()).map(({ phoneNumber }) => phoneNumber).toSorted()).toEqual(
    addresses.slice(4),
  );
});

test("fields updated at the same time all change", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const { sid } = await client.messaging.v1.services.create({ friendlyName: "Desk" });
  const service = client.messaging.v1.services(sid);
  await Promise.all([
    service.update({ friendlyName: "Front desk" }),
    service.update({ stickySender: false }),
    service.update({ smartEncoding: true }),
    service.update({ validityPeriod: 60 }),
    service.update({ statusCallback: "http://localhost/status" }),
  ]);
  expect(await service.fetch()).toMatchObject({
    friendlyName: "Front desk",
    stickySender: false,
    smartEncoding: true,
    validityPeriod: 60,
    statusCallback: "http://localhost/status",
  });

  const [known] = await client.incomingPhoneNumbers.list();
  const number = client.incomingPhoneNumbers(known?.sid ?? "");
  await Promise.all([
    number.update({ friendlyName: "Desk" }),
    number.update({ smsUrl: "http://localhost/sms" }),
    number.update({ smsFallbackUrl: "http://localhost/fallback" }),
    number.update({ smsMethod: "GET" }),
  ]);
  expect(await number.fetch()).toMatchObject({
    friendlyName: "Desk",
    smsUrl: "http://localhost/sms",
    smsFallbackUrl: "http://localhost/fallback",
    smsMethod: "GET",
  });

  const application = client.applications(
    (await client.applications.create({ friendlyName: "Desk" })).sid,
  );
  await Promise.all([
    application.update({ friendlyName: "App" }),
    application.update({ smsUrl: "http://localhost/app" }),
    application.update({ messageStatusCallback: "http://localhost/moved" }),
  ]);
  expect(await application.fetch()).toMatchObject({
    friendlyName: "App",
    smsUrl: "http://localhost/app",
    messageStatusCallback: "http://localhost/moved",
  });

  const branch = await client.api.v2010.accounts.create({ friendlyName: "Branch" });
  const account = client.api.v2010.accounts(branch.sid);
  await Promise.all([
    account.update({ friendlyName: "Shop" }),
    account.update({ status: "suspended" }),
  ]);
  expect(await account.fetch()).toMatchObject({ friendlyName: "Shop", status: "suspended" });
});

test("an account keeps its new name while its tokens are replaced", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const account = client.api.v2010.accounts(platform.account.sid);
  const [secondary] = await Promise.all([
    client.accounts.v1.secondaryAuthToken().create(),
    account.update({ friendlyName: "Renamed" }),
  ]);
  const promotions = await times(5, () => client.accounts.v1.authTokenPromotion().update());
  // The first promotion ends the old token; the others find it wrong, or nothing to promote.
  expect(tally(promotions).ok).toBe(1);
  const after = twilioClient(platform, secondary.secondaryAuthToken);
  expect(await after.api.v2010.accounts(platform.account.sid).fetch()).toMatchObject({
    friendlyName: "Renamed",
    authToken: secondary.secondaryAuthToken,
  });
});

test("one number is sold once; numbers of an area code are sold one by one", async () => {
  const client = twilioClient(await platformFor());
  const { incomingPhoneNumbers } = client;
  const bought = await times(20, () =>
    incomingPhoneNumbers.create({ phoneNumber: "+12065550123" }),
  );
  expect(tally(bought)).toEqual({ ok: 1, 21422: 19 });
  expect(await incomingPhoneNumbers.list({ phoneNumber: "+12065550123" })).toHaveLength(1);

  const byArea = await times(20, () => incomingPhoneNumbers.create({ areaCode: "303" }));
  expect(tally(byArea)).toEqual({ ok: 20 });
  const all = await incomingPhoneNumbers.list();
  expect(new Set(all.map(({ phoneNumber }) => phoneNumber)).size).toBe(22);
});

test("one sender enters one pool once", async () => {
  const client = twilioClient(await platformFor());
  const { services } = client.messaging.v1;
  const [one, other] = await Promise.all([
    services.create({ friendlyName: "One" }),
    services.create({ friendlyName: "Other" }),
  ]);
  const named = await times(10, () =>
    services(one.sid).alphaSenders.create({ alphaSender: "ACME" }),
  );
  expect(tally(named)).toEqual({ ok: 1, 21710: 9 });
  const elsewhere = await times(6, (index) =>
    services(index % 2 === 0 ? one.sid : other.sid).alphaSenders.create({ alphaSender: "SHOP" }),
  );
  expect(tally(elsewhere)).toEqual({ ok: 1, 21710: 2, 21712: 3 });

  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: ourNumber });
  const phoneNumberSid = number?.sid ?? "";
  const added = await times(8, (index) =>
    services(index % 2 === 0 ? one.sid : other.sid).phoneNumbers.create({ phoneNumberSid }),
  );
  expect(tally(added)).toEqual({ ok: 1, 21710: 3, 21712: 4 });
});

test("a change and a removal at the same time: what was removed stays removed", async () => {
  const client = twilioClient(await platformFor());
  for (const { sid } of await Promise.all([1, 2, 3].map(() => client.applications.create({})))) {
    const application = client.applications(sid);
    const results = await Promise.allSettled([
      application.remove(),
      application.update({ friendlyName: "Late" }),
      application.remove(),
    ]);
    expect(tally(results)).toEqual({ ok: 1, 20404: 2 });
    await expect(application.fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  }
  const number = await client.incomingPhoneNumbers.create({ areaCode: "206" });
  const { sid } = await client.messaging.v1.services.create({ friendlyName: "Desk" });
  const service = client.messaging.v1.services(sid);
  await Promise.allSettled([
    client.incomingPhoneNumbers(number.sid).remove(),
    service.phoneNumbers.create({ phoneNumberSid: number.sid }),
    service.update({ friendlyName: "Front desk" }),
  ]);
  expect(await service.phoneNumbers.list()).toEqual([]);
  expect((await service.fetch()).friendlyName).toBe("Front desk");
  const key = await client.newKeys.create({ friendlyName: "Key" });
  const keyed = await Promise.allSettled([
    client.keys(key.sid).remove(),
    client.keys(key.sid).update({ friendlyName: "Late" }),
  ]);
  expect(tally(keyed)).toEqual({ ok: 1, 20404: 1 });
  expect(await client.keys.list()).toEqual([]);
});

test("a new number that many messages come from at once is provisioned once, and all are sent", async () => {
  const adopted: string[] = [];
  const platform = await startPlatform({
    port: 0,
    numbers: [{ address: ourNumber }],
    adoptSenders: (address) => adopted.push(address),
  });
  onTestFinished(() => platform.close());
  const { messages } = twilioClient(platform);
  const sent = await times(10, (index) =>
    messages.create({ from: "+12065550123", to: handset, body: `${index}` }),
  );
  expect(tally(sent)).toEqual({ ok: 10 });
  expect(adopted).toEqual(["+12065550123"]);
});
