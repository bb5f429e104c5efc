import { createSid, isSid } from "@repartee/protocol";
import { openSqliteStore } from "@repartee/sqlite";
import { expect, onTestFinished, test } from "vitest";
import type { NumberConfig } from "../config/number-config.ts";
import type { ServiceConfig } from "../config/service-config.ts";
import { seedConfiguration } from "./seed-configuration.ts";

const numbers: readonly NumberConfig[] = [
  { address: "+15005550006", webhookUrl: "http://localhost/sms", campaign: "MRKT" },
  { address: "+18005550100" },
  { address: "ACME", registeredIn: ["DE"] },
];
const service: ServiceConfig = {
  friendlyName: "Alerts",
  senders: ["+15005550006", "ACME"],
  validityPeriod: 60,
  advancedOptOut: { standard: { optOut: { keywords: ["HALT"], answer: "Bye." } } },
};

function opened() {
  const store = openSqliteStore({ file: ":memory:" });
  onTestFinished(store.close);
  const { configuration } = store;
  let now = 0;
  const start = (
    services: readonly ServiceConfig[],
    given: readonly NumberConfig[] = numbers,
  ): Promise<unknown> => {
    now += 1;
    return seedConfiguration(store, { numbers: given, services }, now);
  };
  const only = async () => {
    const [found] = await configuration.services.list();
    if (!found) throw new Error("There is no service.");
    return found;
  };
  const touch = async () => {
    const { sid } = await only();
    await configuration.change(({ services }) =>
      services.change(sid, (current) => ({ ...current, smartEncoding: true, dateUpdated: 9 })),
    );
  };
  return { ...configuration, start, only, touch };
}

test("each kind of sender has what the start says of it", async () => {
  const { start, ...configuration } = opened();
  await start([]);
  expect(await configuration.numbers.findAddress("+15005550006")).toMatchObject({
    type: "long-code",
    campaign: "MRKT",
    smsUrl: "http://localhost/sms",
    mms: true,
  });
  expect(await configuration.numbers.findAddress("+18005550100")).toMatchObject({
    type: "toll-free",
  });
  const acme = await configuration.numbers.findAddress("ACME");
  expect(acme).toMatchObject({ type: "alphanumeric", registeredIn: ["DE"], mms: false });
  expect(isSid(acme?.sid ?? "", "AI")).toBe(true);
});

test("a service has its settings, its senders in their order, and the same SID everywhere", async () => {
  const one = opened();
  await one.start([service]);
  expect(await one.only()).toMatchObject({
    friendlyName: "Alerts",
    validityPeriod: 60,
    stickySender: true,
    useInboundWebhookOnNumber: true,
    advancedOptOut: service.advancedOptOut,
    pool: [{ address: "+15005550006" }, { address: "ACME" }],
  });
  const other = opened();
  await other.start([{ ...service, inboundRequestUrl: "http://localhost/in" }]);
  const { sid, useInboundWebhookOnNumber } = await other.only();
  expect(sid).toBe((await one.only()).sid);
  expect(useInboundWebhookOnNumber).toBe(false);
  const own = createSid("MG");
  const named = opened();
  await named.start([{ ...service, sid: own }]);
  expect((await named.only()).sid).toBe(own);
});

test("what the API changes of a service stays until a start says something else of it", async () => {
  const { start, only, touch } = opened();
  await start([service]);
  await touch();
  await start([service]);
  expect(await only()).toMatchObject({ smartEncoding: true, validityPeriod: 60 });
  await start([{ ...service, validityPeriod: 90 }]);
  expect(await only()).toMatchObject({ smartEncoding: false, validityPeriod: 90 });
  await touch();
  await start([]);
  expect(await only()).toMatchObject({ smartEncoding: true });
});

test("what is given no more goes, also out of pools; what the API has made stays", async () => {
  const { start, only, services, change } = opened();
  await start([service, { friendlyName: "Other", senders: [] }]);
  expect(await services.list()).toHaveLength(2);
  const ofTheApi = { ...(await only()), sid: createSid("MG"), given: undefined, pool: [] };
  await change((draft) => draft.services.add(ofTheApi));
  await start([]);
  expect(await services.list()).toEqual([ofTheApi]);
});

test("a sender goes to the service that the start gives it to, and leaves with its number", async () => {
  const { start, services, numbers: known, change } = opened();
  await start([service]);
  const [first] = await services.list();
  if (!first) throw new Error("There is no service.");
  await change((draft) =>
    draft.services.change(first.sid, (current) => ({ ...current, dateUpdated: 9 })),
  );
  await start([{ friendlyName: "New", senders: ["ACME"] }]);
  expect((await services.findBySender("ACME"))?.friendlyName).toBe("New");
  expect((await services.find(first.sid))?.pool.map(({ address }) => address)).toEqual([
    "+15005550006",
  ]);
  await start([], numbers.slice(1));
  expect(await known.findAddress("+15005550006")).toBeUndefined();
  expect((await services.find(first.sid))?.pool).toEqual([]);
});
