import { startPlatform } from "@repartee/platform";
import type { Twilio } from "twilio";
import { beforeAll, describe, expect, test } from "vitest";
import { ourNumber } from "./support/platform.ts";
import { returns } from "./support/sdk-rows.ts";
import { twilioClient } from "./support/twilio-client.ts";

// Each method of the official SDK on lookups, monitor and prices, once, with the values that it must
// return.

interface World {
  readonly client: Twilio;
  /** The SID of an application that was created, then updated. */
  readonly application: string;
}
let world: World;
const the = () => world;

beforeAll(async () => {
  const platform = await startPlatform({ port: 0, numbers: [{ address: ourNumber }] });
  const client = twilioClient(platform);
  const { sid } = await client.applications.create({ friendlyName: "App" });
  await client.applications(sid).update({ smsUrl: "https://a.test/app" });
  world = { client, application: sid };
  return () => platform.close();
});

describe("lookups and monitor", () => {
  returns(the, [
    [
      "lookups.v1.phoneNumbers.fetch",
      ({ client }) => client.lookups.v1.phoneNumbers("+15108675310").fetch({ type: ["carrier"] }),
      { nationalFormat: "(510) 867-5310", carrier: { type: "mobile" } },
    ],
    [
      "lookups.v2.phoneNumbers.fetch",
      ({ client }) => client.lookups.v2.phoneNumbers("+15108675310").fetch(),
      { valid: true, countryCode: "US", lineTypeIntelligence: null },
    ],
    [
      "monitor.v1.events.list",
      ({ client, application }) => client.monitor.v1.events.list({ resourceSid: application }),
      [{ eventType: "application.updated" }, { eventType: "application.created" }],
    ],
    [
      "monitor.v1.events.fetch",
      async ({ client }) => {
        const [event] = await client.monitor.v1.events.list({ limit: 1 });
        return client.monitor.v1.events(event?.sid ?? "").fetch();
      },
      { source: "api", sourceIpAddress: "127.0.0.1" },
    ],
    ["monitor.v1.alerts.list", ({ client }) => client.monitor.v1.alerts.list(), []],
    [
      "messaging.v1.usecases.fetch",
      ({ client }) => client.messaging.v1.usecases.fetch(),
      { usecases: [{ usecase: "notifications" }, {}, {}, {}, {}, { usecase: "undeclared" }] },
    ],
  ]);
});

describe("prices", () => {
  returns(the, [
    [
      "pricing.v1.phoneNumbers.countries.list",
      ({ client }) => client.pricing.v1.phoneNumbers.countries.list(),
      [{ country: "United States", isoCountry: "US" }],
    ],
    [
      "pricing.v1.phoneNumbers.countries.fetch",
      ({ client }) => client.pricing.v1.phoneNumbers.countries("US").fetch(),
      {
        phoneNumberPrices: [
          { numberType: "local", basePrice: "1.15", currentPrice: "1.15" },
          { numberType: "toll free", basePrice: "2.15", currentPrice: "2.15" },
        ],
        priceUnit: "USD",
        url: "https://pricing.twilio.com/v1/PhoneNumbers/Countries/US",
      },
    ],
    [
      "pricing.v1.phoneNumbers.countries.fetch where prices are not known",
      ({ client }) => client.pricing.v1.phoneNumbers.countries("de").fetch(),
      { country: "Germany", phoneNumberPrices: [] },
    ],
    [
      "pricing.v1.messaging.countries.list",
      ({ client }) => client.pricing.v1.messaging.countries.list({ limit: 2 }),
      [{ isoCountry: "AT" }, { isoCountry: "AU" }],
    ],
    [
      "pricing.v1.messaging.countries.fetch",
      ({ client }) => client.pricing.v1.messaging.countries("US").fetch(),
      {
        inboundSmsPrices: [{ numberType: "local", currentPrice: "0.0083" }, {}, {}],
        priceUnit: "USD",
      },
    ],
    [
      "pricing.v1.messaging.countries.fetch of the United Kingdom",
      ({ client }) => client.pricing.v1.messaging.countries("gb").fetch(),
      {
        country: "United Kingdom",
        inboundSmsPrices: [{ numberType: "local", currentPrice: "0.0075" }],
        outboundSmsPrices: [
          { carrier: "Other", prices: [{ number_type: "local", current_price: "0.0560" }] },
        ],
      },
    ],
    [
      "pricing.v1.messaging.countries.fetch where prices are not known",
      ({ client }) => client.pricing.v1.messaging.countries("MX").fetch(),
      { country: "Mexico", inboundSmsPrices: [], outboundSmsPrices: [], priceUnit: "USD" },
    ],
  ]);
});

test("prices of numbers in a country that does not exist answer 20404", async () => {
  const { countries } = world.client.pricing.v1.phoneNumbers;
  await expect(countries("ZZ1").fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
});
