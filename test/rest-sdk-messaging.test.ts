import { type Platform, startPlatform } from "@repartee/platform";
import type { Twilio } from "twilio";
import { beforeAll, describe, expect } from "vitest";
import { phone } from "./support/phone.ts";
import { photoFile } from "./support/pictures.ts";
import { handset, ourNumber } from "./support/platform.ts";
import { eachOf, returns } from "./support/sdk-rows.ts";
import { twilioClient } from "./support/twilio-client.ts";

// Each method of the official SDK on messages, their media and feedback, once, with the values that
// it must return.

interface World {
  readonly platform: Platform;
  readonly client: Twilio;
  /** SIDs by what they name. */
  readonly sids: Readonly<Record<"sent" | "inbound" | "media", string>>;
  readonly service: string;
}
let world: World;
const the = () => world;

beforeAll(async () => {
  const numbers = [{ address: ourNumber }];
  const platform = await startPlatform({ port: 0, numbers });
  const client = twilioClient(platform);
  const { sid } = await client.messages.create({ from: ourNumber, to: handset, body: "One" });
  const person = phone(platform.url, handset);
  await person.receives((message) => message.sid === sid);
  await platform.sendCore.reached(`SM${sid.slice(2)}`, "delivered");
  const inbound = await person.sends(ourNumber, "Look", [await photoFile()]);
  const [media] = await client.messages(inbound.sid).media.list();
  const service = await client.messaging.v1.services.create({ friendlyName: "Desk" });
  const sids = {
    sent: sid,
    inbound: inbound.sid,
    media: media?.sid ?? "",
  };
  world = { platform, client, sids, service: service.sid };
  return () => platform.close();
});

const message = {
  body: "One",
  from: ourNumber,
  to: handset,
  direction: "outbound-api",
  apiVersion: "2010-04-01",
  numMedia: "0",
  numSegments: "1",
  errorCode: null,
  errorMessage: null,
  messagingServiceSid: null,
  dateCreated: expect.any(Date),
  dateUpdated: expect.any(Date),
};
const sent = { ...message, status: "delivered", price: expect.stringMatching(/^-0\.\d{5}$/) };
const picture = { sid: expect.stringMatching(/^ME[0-9a-f]{32}$/), contentType: "image/jpeg" };

describe("messages", () => {
  const inService = ({ client, service }: World) =>
    client.messages.create({
      messagingServiceSid: service,
      to: handset,
      body: "Later",
      scheduleType: "fixed",
      sendAt: new Date(Date.now() + 3_600_000),
    });
  returns(the, [
    [
      "create",
      ({ client }) => client.messages.create({ from: ourNumber, to: handset, body: "Two" }),
      { ...message, body: "Two", status: "queued", price: null, dateSent: null },
    ],
    ["fetch", ({ client, sids }) => client.messages(sids.sent).fetch(), sent],
    ["get().fetch", ({ client, sids }) => client.messages.get(sids.sent).fetch(), sent],
    [
      "list",
      ({ client }) => client.messages.list({ to: handset }),
      [{ body: "Two" }, { ...sent, sid: expect.stringMatching(/^SM/) }],
    ],
    [
      "list by sender and day",
      ({ client }) => client.messages.list({ from: handset, dateSent: new Date() }),
      [{ body: "Look", direction: "inbound", status: "received", numMedia: "1" }],
    ],
    [
      "each",
      ({ client }) =>
        eachOf((callback, done) => client.messages.each({ pageSize: 1, limit: 3, callback, done })),
      [{ body: "Two" }, { body: "Look" }, { body: "One" }],
    ],
    [
      "page, and the next page",
      async ({ client }) => {
        const first = await client.messages.page({ pageSize: 2 });
        const second = await first.nextPage();
        return [first.instances.length, second?.instances.length];
      },
      [2, 1],
    ],
    [
      "getPage",
      async ({ client }) => {
        const { nextPageUrl } = await client.messages.page({ pageSize: 2 });
        return (await client.messages.getPage(nextPageUrl ?? "")).instances;
      },
      [{ body: "One" }],
    ],
    [
      "update: cancel",
      async (all) => all.client.messages((await inService(all)).sid).update({ status: "canceled" }),
      { status: "canceled", from: null, numSegments: "0" },
    ],
    [
      "update: redact",
      ({ client, sids }) => client.messages(sids.sent).update({ body: "" }),
      { ...sent, body: "" },
    ],
    [
      "feedback.create",
      ({ client, sids }) => client.messages(sids.sent).feedback.create({ outcome: "confirmed" }),
      { outcome: "confirmed", dateCreated: expect.any(Date) },
    ],
  ]);
});

describe("media", () => {
  const mediaOf = ({ client, sids }: World) => client.messages(sids.inbound).media;
  returns(the, [
    ["list", (all) => mediaOf(all).list(), [picture]],
    ["list by date", (all) => mediaOf(all).list({ dateCreatedAfter: new Date(0) }), [picture]],
    ["each", (all) => eachOf((callback, done) => mediaOf(all).each({ callback, done })), [picture]],
    ["page", async (all) => (await mediaOf(all).page({ pageSize: 1 })).instances, [picture]],
    ["fetch", (all) => mediaOf(all)(all.sids.media).fetch(), picture],
    ["remove", async (all) => [await mediaOf(all)(all.sids.media).remove()], [true]],
    ["list of none", async (all) => ({ none: await mediaOf(all).list() }), { none: [] }],
    [
      "messages.remove",
      async ({ client, sids }) => [await client.messages(sids.inbound).remove()],
      [true],
    ],
  ]);
});
