import { type Platform, startPlatform } from "@repartee/platform";
import type { Twilio } from "twilio";
import { beforeAll, describe, expect } from "vitest";
import { phone } from "./support/phone.ts";
import { handset, ourNumber } from "./support/platform.ts";
import { returns } from "./support/sdk-rows.ts";
import { twilioClient } from "./support/twilio-client.ts";

// Each method of the official SDK on accounts, numbers, keys and usage, once, with the values that it
// must return. Methods on other resources have tests of their own.

interface World {
  readonly platform: Platform;
  readonly client: Twilio;
  /** SIDs by what they name. */
  readonly sids: Readonly<Record<"code" | "number" | "branch" | "application" | "key", string>>;
}
let world: World;
const the = () => world;

beforeAll(async () => {
  const numbers = [{ address: ourNumber }, { address: "54321" }];
  const platform = await startPlatform({ port: 0, numbers });
  const client = twilioClient(platform);
  const [code] = await client.shortCodes.list();
  const [number] = await client.incomingPhoneNumbers.list();
  const branch = await client.api.v2010.accounts.create({ friendlyName: "Branch" });
  const application = await client.applications.create({ friendlyName: "App" });
  const key = await client.newKeys.create({ friendlyName: "Key" });
  const { sid } = await client.messages.create({ from: ourNumber, to: handset, body: "One" });
  await phone(platform.url, handset).receives((message) => message.sid === sid);
  await platform.sendCore.reached(`SM${sid.slice(2)}`, "delivered");
  const sids = {
    code: code?.sid ?? "",
    number: number?.sid ?? "",
    branch: branch.sid,
    application: application.sid,
    key: key.sid,
  };
  world = { platform, client, sids };
  return () => platform.close();
});

const account = {
  sid: expect.stringMatching(/^AC[0-9a-f]{32}$/),
  authToken: expect.any(String),
  dateCreated: expect.any(Date),
  dateUpdated: expect.any(Date),
  type: "Full",
};

describe("accounts", () => {
  returns(the, [
    [
      "fetch",
      ({ client, platform }) => client.api.v2010.accounts(platform.account.sid).fetch(),
      { ...account, status: "active" },
    ],
    ["fetch of the client's own", ({ client }) => client.api.v2010.account.fetch(), account],
    [
      "update",
      ({ client, sids }) => client.api.v2010.accounts(sids.branch).update({ friendlyName: "New" }),
      { ...account, friendlyName: "New" },
    ],
    [
      "create",
      ({ client }) => client.api.v2010.accounts.create({ friendlyName: "Second" }),
      { ...account, friendlyName: "Second", status: "active" },
    ],
    [
      "list by status and name",
      ({ client }) => client.api.v2010.accounts.list({ status: "active", friendlyName: "New" }),
      [{ ...account, friendlyName: "New" }],
    ],
    [
      "suspend",
      async ({ client }) => {
        const [second] = await client.api.v2010.accounts.list({ friendlyName: "Second" });
        return client.api.v2010.accounts(second?.sid ?? "").update({ status: "suspended" });
      },
      { ...account, status: "suspended" },
    ],
    [
      "close",
      async ({ client }) => {
        const [second] = await client.api.v2010.accounts.list({ friendlyName: "Second" });
        return client.api.v2010.accounts(second?.sid ?? "").update({ status: "closed" });
      },
      { ...account, status: "closed" },
    ],
    ["balance.fetch", ({ client }) => client.balance.fetch(), { currency: "USD" }],
  ]);
});

const number = { phoneNumber: ourNumber, friendlyName: "(500) 555-0006", origin: "twilio" };

describe("numbers", () => {
  const numbers = ({ client, sids }: World) => client.incomingPhoneNumbers(sids.number);
  returns(the, [
    ["incomingPhoneNumbers.list", ({ client }) => client.incomingPhoneNumbers.list(), [number]],
    [
      "incomingPhoneNumbers.list by number",
      ({ client }) => client.incomingPhoneNumbers.list({ phoneNumber: ourNumber }),
      [number],
    ],
    ["incomingPhoneNumbers.fetch", (all) => numbers(all).fetch(), number],
    [
      "incomingPhoneNumbers.update",
      (all) => numbers(all).update({ smsUrl: "https://a.test/sms", smsMethod: "GET" }),
      { ...number, smsUrl: "https://a.test/sms", smsMethod: "GET" },
    ],
    [
      "incomingPhoneNumbers.create",
      ({ client }) => client.incomingPhoneNumbers.create({ phoneNumber: "+14155550170" }),
      { phoneNumber: "+14155550170", friendlyName: "(415) 555-0170", capabilities: { sms: true } },
    ],
    [
      "incomingPhoneNumbers.remove",
      async ({ client }) => {
        const [bought] = await client.incomingPhoneNumbers.list({ phoneNumber: "+14155550170" });
        return [await client.incomingPhoneNumbers(bought?.sid ?? "").remove()];
      },
      [true],
    ],
    [
      "availablePhoneNumbers.list",
      ({ client }) => client.availablePhoneNumbers.list({ limit: 1 }),
      [{ countryCode: expect.stringMatching(/^[A-Z]{2}$/) }],
    ],
    [
      "availablePhoneNumbers.fetch",
      ({ client }) => client.availablePhoneNumbers("US").fetch(),
      { countryCode: "US", country: "United States" },
    ],
    [
      "availablePhoneNumbers.local.list",
      ({ client }) => client.availablePhoneNumbers("US").local.list({ areaCode: 415, limit: 1 }),
      [{ phoneNumber: expect.stringMatching(/^\+1415\d{7}$/), isoCountry: "US" }],
    ],
    [
      "availablePhoneNumbers.tollFree.list",
      ({ client }) => client.availablePhoneNumbers("US").tollFree.list({ limit: 1 }),
      [{ phoneNumber: expect.stringMatching(/^\+18\d{9}$/) }],
    ],
    [
      "availablePhoneNumbers.mobile.list",
      ({ client }) => client.availablePhoneNumbers("GB").mobile.list({ limit: 1 }),
      [{ phoneNumber: expect.stringMatching(/^\+447\d+$/) }],
    ],
    ["shortCodes.list", ({ client }) => client.shortCodes.list(), [{ shortCode: "54321" }]],
    [
      "shortCodes.fetch",
      ({ client, sids }) => client.shortCodes(sids.code).fetch(),
      { shortCode: "54321" },
    ],
    [
      "shortCodes.update",
      ({ client, sids }) => client.shortCodes(sids.code).update({ friendlyName: "Vote" }),
      { shortCode: "54321", friendlyName: "Vote" },
    ],
    [
      "applications.list",
      ({ client }) => client.applications.list({ friendlyName: "App" }),
      [{ friendlyName: "App" }],
    ],
    [
      "applications.fetch",
      ({ client, sids }) => client.applications(sids.application).fetch(),
      { friendlyName: "App" },
    ],
    [
      "applications.update",
      ({ client, sids }) =>
        client.applications(sids.application).update({ smsUrl: "https://a.test/app" }),
      { smsUrl: "https://a.test/app" },
    ],
    [
      "applications.remove",
      async ({ client }) => {
        const { sid } = await client.applications.create({});
        return [await client.applications(sid).remove()];
      },
      [true],
    ],
  ]);
});

describe("keys", () => {
  const key = { sid: expect.stringMatching(/^SK/), dateCreated: expect.any(Date) };
  returns(the, [
    ["keys.list", ({ client }) => client.keys.list(), [{ ...key, friendlyName: "Key" }]],
    ["keys.fetch", ({ client, sids }) => client.keys(sids.key).fetch(), key],
    [
      "keys.update",
      ({ client, sids }) => client.keys(sids.key).update({ friendlyName: "Old" }),
      { ...key, friendlyName: "Old" },
    ],
    [
      "newSigningKeys.create",
      ({ client }) => client.newSigningKeys.create({}),
      { ...key, secret: expect.any(String) },
    ],
    ["signingKeys.list", ({ client }) => client.signingKeys.list(), [key, key]],
  ]);
});
