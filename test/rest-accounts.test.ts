import twilio5 from "twilio5";
import { expect, test } from "vitest";
import { finishedExchange, phone } from "./support/phone.ts";
import { handset, ourNumber, platformFor } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

test("sub-accounts see their own alone, and their parent sees them", async () => {
  // With senders that queue.
  const platform = await platformFor(undefined, {}, {});
  const parent = twilioClient(platform);
  const made = await parent.api.v2010.accounts.create({ friendlyName: "Branch" });
  expect(made).toMatchObject({ ownerAccountSid: platform.account.sid, status: "active" });
  const branch = { url: platform.url, account: { sid: made.sid, authToken: made.authToken } };
  const child = twilioClient(branch);
  expect(await child.incomingPhoneNumbers.list()).toEqual([]);
  await expect(
    child.messages.create({ from: ourNumber, to: handset, body: "Mine?" }),
  ).rejects.toMatchObject({ code: 21606 });
  await expect(child.api.v2010.accounts(platform.account.sid).fetch()).rejects.toMatchObject({
    status: 404,
  });
  await expect(
    child.api.v2010.accounts(platform.account.sid).messages.list(),
  ).rejects.toMatchObject({ status: 401, code: 20003 });

  const number = await child.incomingPhoneNumbers.create({ areaCode: "212" });
  const sent = await child.messages.create({
    from: number.phoneNumber,
    to: handset,
    body: "From the branch",
  });
  await expect(parent.messages(sent.sid).fetch()).rejects.toMatchObject({ status: 404 });
  expect((await parent.api.v2010.accounts(made.sid).messages(sent.sid).fetch()).sid).toBe(sent.sid);

  // Two more: the second waits for its slot while the account is suspended.
  const send = () =>
    child.messages.create({ from: number.phoneNumber, to: handset, body: "One more" });
  await send();
  const waiting = await send();
  await parent.api.v2010.accounts(made.sid).update({ status: "suspended" });
  const failed = await platform.sendCore.reached(`SM${waiting.sid.slice(2)}`, "delivered");
  expect(failed).toMatchObject({ status: "failed", errorCode: 30002 });
  const asked = await phone(platform.url, handset).sends(number.phoneNumber, "Open?");
  expect(await finishedExchange(platform.url, asked.exchange_sid)).toMatchObject({
    requests: [],
    notices: [{ code: 10001 }],
  });
  await parent.api.v2010.accounts(made.sid).update({ status: "closed" });
  await expect(child.messages.list()).rejects.toMatchObject({ status: 401 });
  await expect(
    parent.api.v2010.accounts(made.sid).update({ status: "active" }),
  ).rejects.toMatchObject({ code: 20403 });
  await expect(
    parent.api.v2010.accounts(platform.account.sid).update({ status: "closed" }),
  ).rejects.toMatchObject({ code: 20403 });
  expect(await parent.api.v2010.accounts.list()).toHaveLength(2);
});

test("the secondary auth token is good beside the first, and then in its place", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const second = await client.accounts.v1.secondaryAuthToken().create();
  const other = twilioClient(platform, second.secondaryAuthToken);
  expect(await other.messages.list()).toEqual([]);
  expect(await client.messages.list()).toEqual([]);
  expect((await client.accounts.v1.authTokenPromotion().update()).authToken).toBe(
    second.secondaryAuthToken,
  );
  await expect(client.messages.list()).rejects.toMatchObject({ code: 20003 });
  await other.accounts.v1.secondaryAuthToken().create();
  expect(await other.accounts.v1.secondaryAuthToken().remove()).toBe(true);
  await expect(other.accounts.v1.authTokenPromotion().update()).rejects.toMatchObject({
    status: 404,
  });
});

test("a key stands for the account, but not over accounts and keys", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const key = await client.newKeys.create({ friendlyName: "Web shop" });
  const basic = (secret: string) => ({
    headers: { Authorization: `Basic ${btoa(`${key.sid}:${secret}`)}` },
  });
  const url = (path: string) =>
    `${platform.url}/2010-04-01/Accounts/${platform.account.sid}${path}`;
  expect((await fetch(url("/Messages.json"), basic(key.secret))).status).toBe(200);
  expect((await fetch(url("/Messages.json"), basic("wrong"))).status).toBe(401);
  expect((await fetch(url("/Keys.json"), basic(key.secret))).status).toBe(403);
  expect((await fetch(url(".json"), basic(key.secret))).status).toBe(403);
  expect(JSON.stringify(await client.keys.list())).not.toContain(key.secret);
  expect((await client.keys(key.sid).update({ friendlyName: "Shop" })).friendlyName).toBe("Shop");
  expect(await client.keys(key.sid).remove()).toBe(true);
  expect((await fetch(url("/Messages.json"), basic(key.secret))).status).toBe(401);
});

test("balance and usage are sums over the prices of messages", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  expect(await client.balance.fetch()).toMatchObject({ balance: "100.00000", currency: "USD" });
  const { sid } = await client.messages.create({ from: ourNumber, to: handset, body: "One" });
  await phone(platform.url, handset).receives((message) => message.sid === sid);
  const { price } = await client.messages(sid).fetch();
  expect((await client.balance.fetch()).balance).toBe((100 + Number(price)).toFixed(5));
  const [sms] = await client.usage.records.today.list({ category: "sms-outbound" });
  expect(sms).toMatchObject({ count: "1", usage: "1", price: 0.0083 });
  const [fees] = await client.usage.records.today.list({ category: "sms-messages-carrierfees" });
  expect(fees).toMatchObject({ count: null, price: 0.0045 });
  expect(Number(price)).toBeCloseTo(-0.0128, 9);
  expect(await client.usage.records.list()).toHaveLength(10);
  const [total] = await client.usage.records.list({ category: "totalprice" });
  expect(total).toMatchObject({
    count: null,
    usageUnit: "usd",
    usage: (-Number(price)).toFixed(5),
  });

  // What was spent stays spent.
  const { balance } = await client.balance.fetch();
  await platform.sendCore.reached(`SM${sid.slice(2)}`, "delivered");
  await client.messages(sid).remove();
  expect((await client.balance.fetch()).balance).toBe(balance);
  expect(await client.usage.records.today.list({ category: "sms-outbound" })).toMatchObject([
    { count: "1", price: 0.0083 },
  ]);
});

test("alerts of the debugger are listed and fetched", async () => {
  const platform = await platformFor("http://127.0.0.1:9/nobody");
  const client = twilioClient(platform);
  await phone(platform.url, handset).sends(ourNumber, "Anybody?");
  await expect.poll(() => client.monitor.v1.alerts.list(), { timeout: 8000 }).not.toEqual([]);
  const [alert] = await client.monitor.v1.alerts.list({ logLevel: "error" });
  const fetched = await client.monitor.v1.alerts(alert?.sid ?? "").fetch();
  expect(fetched).toMatchObject({ errorCode: alert?.errorCode, requestMethod: "POST" });
  expect(fetched.requestVariables).toContain("Anybody");
  expect(await client.monitor.v1.alerts.list({ logLevel: "debug" })).toEqual([]);
  await expect(client.monitor.v1.alerts(`NO${"0".repeat(32)}`).fetch()).rejects.toMatchObject({
    status: 404,
  });
});

test("prices and numbers are looked up", async () => {
  const client = twilioClient(await platformFor());
  const country = await client.pricing.v1.messaging.countries("us").fetch();
  expect(country).toMatchObject({ isoCountry: "US", country: "United States", priceUnit: "USD" });
  expect(country.inboundSmsPrices).toHaveLength(3);
  const listed = await client.pricing.v1.messaging.countries.list();
  const codes = listed.map(({ isoCountry }) => isoCountry);
  expect(codes).toEqual(expect.arrayContaining(["CA", "DE", "GB", "US"]));
  expect(codes).not.toContain("MX");
  await expect(client.pricing.v1.messaging.countries("xx1").fetch()).rejects.toMatchObject({
    code: 20404,
  });

  const numbers = client.lookups.v2.phoneNumbers;
  const found = await numbers("(415) 992-9960").fetch({ fields: "line_type_intelligence" });
  expect(found).toMatchObject({
    phoneNumber: "+14159929960",
    nationalFormat: "(415) 992-9960",
    countryCode: "US",
    valid: true,
    lineTypeIntelligence: { carrierName: expect.any(String) },
  });
  expect(await numbers("+141599299600").fetch()).toMatchObject({
    valid: false,
    validationErrors: ["TOO_LONG"],
  });
  expect(await numbers("030 901820").fetch({ countryCode: "DE" })).toMatchObject({
    phoneNumber: "+4930901820",
    countryCode: "DE",
  });
  expect(await numbers("+14150000000").fetch()).toMatchObject({
    valid: false,
    validationErrors: ["INVALID_BUT_POSSIBLE"],
  });
  const reassigned = async (number: string, lastVerifiedDate: string) => {
    const answer = await numbers(number).fetch({ fields: "reassigned_number", lastVerifiedDate });
    return answer.reassignedNumber?.isNumberReassigned;
  };
  expect(await reassigned("+15005530101", "20260531")).toBe("yes");
  expect(await reassigned("+15005530101", "20260601")).toBe("no");
  expect(await reassigned("+4915112345678", "20260531")).toBe("no_data_available");
  const swapped = await numbers("+15005530102").fetch({ fields: "sim_swap,line_status" });
  expect(swapped).toMatchObject({
    simSwap: { lastSimSwap: { last_sim_swap_date: "2026-06-01T00:00:00.000Z" } },
    lineStatus: { status: "active" },
  });
  const absent = await numbers("+15005530005").fetch({ fields: "line_status" });
  expect(absent.lineStatus).toMatchObject({ status: "inactive" });
  const more = await numbers("+14159929960").fetch({
    fields: "reassigned_number,sim_swap,line_status",
    lastVerifiedDate: "20261123",
  });
  expect(more).toMatchObject({
    reassignedNumber: { isNumberReassigned: "no", lastVerifiedDate: "2026-11-23" },
    simSwap: { lastSimSwap: { last_sim_swap_date: null, swapped_in_period: false } },
    lineStatus: { status: "active" },
  });
  await expect(numbers("+14159929960").fetch({ fields: "age" })).rejects.toMatchObject({
    code: 20422,
  });
});

test("the client's version 5 pages, filters and cancels too", async () => {
  const platform = await platformFor();
  const { httpClient } = twilioClient(platform);
  const { sid, authToken } = platform.account;
  const client = twilio5(sid, authToken, Object.assign(Object.create(null), { httpClient }));
  for (const body of ["a", "b", "c"]) {
    await client.messages.create({ from: ourNumber, to: handset, body });
  }
  const all = await client.messages.list({ pageSize: 2, to: handset });
  expect(all.map(({ body }) => body)).toEqual(["c", "b", "a"]);
  const service = await client.messaging.v1.services.create({ friendlyName: "Five" });
  const [number] = await client.incomingPhoneNumbers.list();
  await service.phoneNumbers().create({ phoneNumberSid: number?.sid ?? "" });
  const later = await client.messages.create({
    messagingServiceSid: service.sid,
    to: handset,
    body: "Later",
    scheduleType: "fixed",
    sendAt: new Date(Date.now() + 3_600_000),
  });
  expect((await later.update({ status: "canceled" })).status).toBe("canceled");
  const [newest] = all;
  await platform.sendCore.reached(`SM${newest?.sid.slice(2)}`, "delivered");
  const sids = async (filter: { dateSentAfter?: Date; dateSentBefore?: Date }) =>
    (await client.messages.list(filter)).map((message) => message.sid);
  const [dayAgo, inADay] = [-86_400_000, 86_400_000].map((ms) => new Date(Date.now() + ms));
  if (!dayAgo || !inADay) throw new Error("There are two moments.");
  expect(await sids({ dateSentAfter: dayAgo, dateSentBefore: inADay })).toEqual(
    all.map((message) => message.sid),
  );
  expect(await sids({ dateSentAfter: inADay })).toEqual([]);
  expect(await sids({ dateSentBefore: dayAgo })).toEqual([]);
  expect((await newest?.update({ body: "" }))?.body).toBe("");
  expect((await client.messages(newest?.sid ?? "").fetch()).body).toBe("");
  expect((await number?.update({ smsUrl: "https://example.com/sms" }))?.smsUrl).toBe(
    "https://example.com/sms",
  );
  const feedback = await client
    .messages(all[0]?.sid ?? "")
    .feedback.create({ outcome: "confirmed" });
  expect(feedback.outcome).toBe("confirmed");
});
