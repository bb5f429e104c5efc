import { expect, test } from "vitest";
import { phone } from "./support/phone.ts";
import { handset, ourNumber, platformFor } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

const other = "+14155550101";

type Listed<T> = { readonly instances: readonly T[] } | undefined;

test("messages are read forth and back, filtered, also while new ones come", async () => {
  const client = twilioClient(await platformFor());
  const send = async (to: string) =>
    (await client.messages.create({ from: ourNumber, to, body: "Hi" })).sid;
  const sent: string[] = [];
  for (const to of [handset, other, handset, handset, other, handset, handset]) {
    const sid = await send(to);
    if (to === handset) sent.unshift(sid);
  }
  const first = await client.messages.page({ to: handset, pageSize: 2 });
  const second = await first.nextPage();
  const third = await second?.nextPage();
  const sids = (page: typeof second) => page?.instances.map(({ sid }) => sid);
  expect([sids(first), sids(second), sids(third)]).toEqual([
    sent.slice(0, 2),
    sent.slice(2, 4),
    sent.slice(4),
  ]);
  expect(third?.nextPageUrl).toBeUndefined();
  expect(first.previousPageUrl).toBeUndefined();
  expect(second?.previousPageUrl).toMatch(
    /To=%2B14155550100&PageSize=2&Page=0&PageToken=PBSM[0-9a-f]{32}-SM[0-9a-f]{32}$/,
  );

  const back = await third?.previousPage();
  expect(sids(back)).toEqual(sent.slice(2, 4));
  const start = await back?.previousPage();
  expect(sids(start)).toEqual(sent.slice(0, 2));
  expect(start?.previousPageUrl).toBeUndefined();
  expect(sids(await start?.nextPage())).toEqual(sent.slice(2, 4));

  const late = await send(handset);
  const before = await (await second?.previousPage())?.previousPage();
  expect(sids(before)).toEqual([late]);
});

test("services are read forth and back", async () => {
  const { services } = twilioClient(await platformFor()).messaging.v1;
  for (const friendlyName of ["a", "b", "c", "d", "e"]) await services.create({ friendlyName });
  const second = await (await services.page({ pageSize: 2 })).nextPage();
  const names = (page: typeof second) => page?.instances.map(({ friendlyName }) => friendlyName);
  expect(names(second)).toEqual(["c", "b"]);
  const first = await second?.previousPage();
  expect(names(first)).toEqual(["e", "d"]);
  expect(first?.previousPageUrl).toBeUndefined();
  expect(names(await first?.nextPage())).toEqual(["c", "b"]);
});

test("a list goes on where it was when what it showed is removed meanwhile", async () => {
  const { services } = twilioClient(await platformFor()).messaging.v1;
  for (const friendlyName of ["a", "b", "c", "d", "e", "f"]) {
    await services.create({ friendlyName });
  }
  const names = (page: Listed<{ friendlyName: string }>) =>
    page?.instances.map(({ friendlyName }) => friendlyName);
  const first = await services.page({ pageSize: 2 });
  for (const { sid } of first.instances) await services(sid).remove();
  const second = await first.nextPage();
  expect([names(first), names(second)]).toEqual([
    ["f", "e"],
    ["d", "c"],
  ]);
  const third = await second?.nextPage();
  const remove = (page: Listed<{ sid: string }>, index: number) =>
    services(page?.instances[index]?.sid ?? "").remove();
  await remove(second, 1);
  await remove(third, 0);
  // Neither record at the edge is left.
  await expect(second?.nextPage()).rejects.toMatchObject({ code: 21481 });
  await expect(third?.previousPage()).rejects.toMatchObject({ code: 21481 });

  const two = await services.page({ pageSize: 1 });
  const last = await two.nextPage();
  expect([names(two), names(last)]).toEqual([["d"], ["a"]]);
  await remove(last, 0);
  expect(names(await last?.previousPage())).toEqual(["d"]);
});

test("alerts are read forth and back", async () => {
  const platform = await platformFor("http://127.0.0.1:9/sms");
  const { alerts } = twilioClient(platform).monitor.v1;
  for (const body of ["one", "two", "three"]) {
    await phone(platform.url, handset).sends(ourNumber, body);
  }
  await expect.poll(() => alerts.list().then(({ length }) => length)).toBe(3);
  const all = (await alerts.list()).map(({ sid }) => sid);
  const sids = (page: Listed<{ sid: string }>) => page?.instances.map(({ sid }) => sid);
  const first = await alerts.page({ pageSize: 1 });
  const third = await (await first.nextPage())?.nextPage();
  expect(sids(third)).toEqual(all.slice(2));
  expect(third?.nextPageUrl).toBeUndefined();
  const second = await third?.previousPage();
  expect(sids(second)).toEqual(all.slice(1, 2));
  expect(sids(await second?.previousPage())).toEqual(all.slice(0, 1));
  const pageToken = `PANO${"a".repeat(32)}`;
  await expect(alerts.page({ pageToken })).rejects.toMatchObject({ code: 21481 });
  await expect(alerts.page({ pageToken: "PAXX" })).rejects.toMatchObject({ code: 21481 });
});

test.each(["XX", "PA", "PASM-", "PB../..", `PASK${"a".repeat(32)}`, `PBSK${"a".repeat(32)}`])(
  "refuses the token %s",
  async (pageToken) => {
    const { messages } = twilioClient(await platformFor());
    await expect(messages.page({ pageToken })).rejects.toMatchObject({ code: 21481 });
  },
);

test("filters by day and moment hold on every page", async () => {
  const platform = await platformFor();
  const { messages } = twilioClient(platform);
  const sids: string[] = [];
  for (const body of ["one", "two", "three"]) {
    const { sid } = await messages.create({ from: ourNumber, to: handset, body });
    await platform.sendCore.reached(`SM${sid.slice(2)}`, "delivered");
    sids.unshift(sid);
  }
  const found = async (filter: Parameters<typeof messages.list>[0]) =>
    (await messages.list({ pageSize: 1, ...filter })).map(({ sid }) => sid);
  const [hourAgo, inAnHour] = [-3_600_000, 3_600_000].map((ms) => new Date(Date.now() + ms));
  if (!hourAgo || !inAnHour) throw new Error("There are two moments.");
  expect(await found({ dateSentAfter: hourAgo })).toEqual(sids);
  expect(await found({ dateSentBefore: inAnHour })).toEqual(sids);
  expect(await found({ dateSentAfter: hourAgo, dateSentBefore: inAnHour })).toEqual(sids);
  expect(await found({ dateSentBefore: hourAgo })).toEqual([]);
  expect(await found({ dateSentAfter: inAnHour })).toEqual([]);
  expect(await found({ dateSent: new Date(0) })).toEqual([]);
  expect(await found({ to: handset, from: ourNumber, dateSentAfter: hourAgo })).toEqual(sids);
  const page = await messages.page({ pageSize: 1, dateSentAfter: hourAgo });
  expect(page.nextPageUrl).toMatch(/DateSent%3E=\d{4}-[^&]+&PageSize=1&Page=1&PageToken=PASM/);
});
