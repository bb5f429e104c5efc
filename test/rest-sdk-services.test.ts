import { startPlatform } from "@repartee/platform";
import type { Twilio } from "twilio";
import { beforeAll, describe, expect } from "vitest";
import { ourNumber } from "./support/platform.ts";
import { eachOf, returns } from "./support/sdk-rows.ts";
import { twilioClient } from "./support/twilio-client.ts";

// Each method of the official SDK on Messaging Services and their senders, once, with the values that
// it must return. `rest-sdk-later.test.ts` has the methods that cannot work yet.

interface World {
  readonly client: Twilio;
  /** SIDs. */
  readonly number: string;
  readonly code: string;
  readonly service: string;
}
let world: World;
const the = () => world;

beforeAll(async () => {
  const numbers = [{ address: ourNumber }, { address: "54321" }];
  const platform = await startPlatform({ port: 0, numbers });
  const client = twilioClient(platform);
  const [number] = await client.incomingPhoneNumbers.list({ phoneNumber: ourNumber });
  const [code] = await client.shortCodes.list();
  const { sid } = await client.messaging.v1.services.create({ friendlyName: "Desk" });
  world = { client, number: number?.sid ?? "", code: code?.sid ?? "", service: sid };
  return () => platform.close();
});

const dates = { dateCreated: expect.any(Date), dateUpdated: expect.any(Date) };
const service = { sid: expect.stringMatching(/^MG/), friendlyName: "Desk", ...dates };

const full = {
  friendlyName: "Full",
  inboundRequestUrl: "https://a.test/in",
  inboundMethod: "GET",
  fallbackUrl: "https://a.test/fallback",
  fallbackMethod: "GET",
  statusCallback: "https://a.test/status",
  stickySender: false,
  mmsConverter: false,
  smartEncoding: true,
  scanMessageContent: "disable",
  fallbackToLongCode: true,
  areaCodeGeomatch: false,
  validityPeriod: 600,
  synchronousValidation: true,
  usecase: "notifications",
  useInboundWebhookOnNumber: true,
} as const;

describe("services", () => {
  const services = ({ client }: World) => client.messaging.v1.services;
  returns(the, [
    [
      "create with all options",
      (all) => services(all).create(full),
      {
        ...service,
        ...full,
        usAppToPersonRegistered: false,
      },
    ],
    ["fetch", (all) => services(all)(all.service).fetch(), service],
    [
      "list",
      (all) => services(all).list({ limit: 20 }),
      expect.arrayContaining([
        expect.objectContaining({ friendlyName: "Desk" }),
        expect.objectContaining({ friendlyName: "Full" }),
      ]),
    ],
    [
      "page, and the next page",
      async (all) => {
        const first = await services(all).page({ pageSize: 1 });
        return [first.instances.length, (await first.nextPage())?.instances.length];
      },
      [1, 1],
    ],
    [
      "each",
      async (all) => ({
        length: (await eachOf((callback, done) => services(all).each({ callback, done }))).length,
      }),
      { length: 2 },
    ],
    [
      "update",
      (all) => services(all)(all.service).update({ friendlyName: "Desk", smartEncoding: true }),
      { ...service, smartEncoding: true },
    ],
    [
      "remove",
      async (all) => {
        const { sid } = await services(all).create({ friendlyName: "Gone" });
        return [await services(all)(sid).remove()];
      },
      [true],
    ],
  ]);
});

describe("senders of services", () => {
  const desk = ({ client, service }: World) => client.messaging.v1.services(service);
  const number = { phoneNumber: ourNumber, countryCode: "US", ...dates };
  const code = { shortCode: "54321", countryCode: "US", capabilities: ["SMS", "MMS"] };
  const alpha = { alphaSender: "REPARTEE", capabilities: ["SMS"], ...dates };
  const destination = { alphaSender: "OWL", isoCountryCode: "", capabilities: ["SMS"], ...dates };
  const alphaSid = async (all: World) => (await desk(all).alphaSenders.list())[0]?.sid ?? "";
  returns(the, [
    [
      "phoneNumbers.create",
      (all) => desk(all).phoneNumbers.create({ phoneNumberSid: all.number }),
      number,
    ],
    ["phoneNumbers.list", (all) => desk(all).phoneNumbers.list(), [number]],
    ["phoneNumbers.fetch", (all) => desk(all).phoneNumbers(all.number).fetch(), number],
    [
      "phoneNumbers.remove",
      async (all) => [await desk(all).phoneNumbers(all.number).remove()],
      [true],
    ],
    ["shortCodes.create", (all) => desk(all).shortCodes.create({ shortCodeSid: all.code }), code],
    ["shortCodes.list", (all) => desk(all).shortCodes.list(), [code]],
    ["shortCodes.fetch", (all) => desk(all).shortCodes(all.code).fetch(), code],
    ["shortCodes.remove", async (all) => [await desk(all).shortCodes(all.code).remove()], [true]],
    [
      "alphaSenders.create",
      (all) => desk(all).alphaSenders.create({ alphaSender: "REPARTEE" }),
      alpha,
    ],
    ["alphaSenders.list", (all) => desk(all).alphaSenders.list(), [alpha]],
    [
      "alphaSenders.fetch",
      async (all) =>
        desk(all)
          .alphaSenders(await alphaSid(all))
          .fetch(),
      alpha,
    ],
    [
      "alphaSenders.remove",
      async (all) => [
        await desk(all)
          .alphaSenders(await alphaSid(all))
          .remove(),
      ],
      [true],
    ],
    [
      "destinationAlphaSenders.create",
      (all) => desk(all).destinationAlphaSenders.create({ alphaSender: "OWL" }),
      destination,
    ],
    [
      "destinationAlphaSenders.list",
      (all) => desk(all).destinationAlphaSenders.list(),
      [destination],
    ],
    [
      "destinationAlphaSenders.fetch",
      async (all) =>
        desk(all)
          .destinationAlphaSenders(await alphaSid(all))
          .fetch(),
      destination,
    ],
    [
      "destinationAlphaSenders.remove",
      async (all) => [
        await desk(all)
          .destinationAlphaSenders(await alphaSid(all))
          .remove(),
      ],
      [true],
    ],
    [
      "channelSenders.list",
      async (all) => ({ none: await desk(all).channelSenders.list() }),
      { none: [] },
    ],
  ]);
});
