import { expect } from "vitest";
import { ourNumber } from "../support/platform.ts";
import type { Snippet } from "./snippet.ts";

const some = (fields: object) => expect.arrayContaining([expect.objectContaining(fields)]);

/** Messaging Services and their senders. */
export const services: readonly Snippet[] = [
  [
    "a service",
    (client) => client.messaging.v1.services.create({ friendlyName: "My First Service" }),
    {
      friendlyName: "My First Service",
      inboundMethod: "POST",
      stickySender: true,
      usecase: "undeclared",
    },
  ],
  [
    "a service with a callback",
    (client) =>
      client.messaging.v1.services.create({
        friendlyName: "Callback",
        statusCallback: "https://example.com/status",
      }),
    { statusCallback: "https://example.com/status" },
  ],
  [
    "a service with webhooks",
    (client) =>
      client.messaging.v1.services.create({
        fallbackMethod: "GET",
        fallbackUrl: "https://example.com/fallback",
        friendlyName: "Webhooks",
        inboundMethod: "GET",
        inboundRequestUrl: "https://example.com/inbound",
        useInboundWebhookOnNumber: false,
      }),
    {
      fallbackMethod: "GET",
      fallbackUrl: "https://example.com/fallback",
      inboundMethod: "GET",
      inboundRequestUrl: "https://example.com/inbound",
    },
  ],
  [
    "a service with every feature",
    (client) =>
      client.messaging.v1.services.create({
        areaCodeGeomatch: true,
        fallbackToLongCode: false,
        friendlyName: "Features",
        mmsConverter: true,
        scanMessageContent: "inherit",
        smartEncoding: true,
        stickySender: true,
        synchronousValidation: false,
        usecase: "marketing",
        validityPeriod: 14_400,
      }),
    { smartEncoding: true, usecase: "marketing", validityPeriod: 14_400 },
  ],
  [
    "all services",
    (client) => client.messaging.v1.services.list({ limit: 20 }),
    some({ friendlyName: "Desk" }),
  ],
  [
    "without v1",
    (client) => client.messaging.services.list({ limit: 1 }),
    [{ sid: expect.stringMatching(/^MG/) }],
  ],
  [
    "one service",
    (client, sid) => client.messaging.v1.services(sid.service).fetch(),
    { friendlyName: "Desk", links: { phone_numbers: expect.stringMatching(/PhoneNumbers$/) } },
  ],
  [
    "changing a service",
    (client, sid) =>
      client.messaging.v1.services(sid.service).update({ friendlyName: "My New Service!" }),
    { friendlyName: "My New Service!" },
  ],
  [
    "clearing a callback",
    (client, sid) => client.messaging.v1.services(sid.service).update({ statusCallback: "" }),
    { statusCallback: null },
  ],
  [
    "numbers of a service",
    (client, sid) => client.messaging.v1.services(sid.service).phoneNumbers.list({ limit: 20 }),
    [{ phoneNumber: ourNumber, capabilities: ["SMS", "MMS"] }],
  ],
  [
    "one number of a service",
    (client, sid) => client.messaging.v1.services(sid.service).phoneNumbers(sid.number).fetch(),
    { countryCode: "US" },
  ],
  [
    "removing and adding a number",
    async (client, sid) => {
      const numbers = client.messaging.v1.services(sid.service).phoneNumbers;
      await client.messaging.v1.services(sid.service).phoneNumbers(sid.number).remove();
      return numbers.create({ phoneNumberSid: sid.number });
    },
    { phoneNumber: ourNumber },
  ],
  [
    "an alphanumeric sender ID",
    (client, sid) =>
      client.messaging.v1.services(sid.service).alphaSenders.create({ alphaSender: "Twilio" }),
    { alphaSender: "Twilio", capabilities: ["SMS"] },
  ],
  [
    "alphanumeric sender IDs",
    (client, sid) => client.messaging.v1.services(sid.service).alphaSenders.list({ limit: 20 }),
    [{ alphaSender: "Twilio" }],
  ],
  [
    "short codes of a service",
    (client, sid) => client.messaging.v1.services(sid.service).shortCodes.list({ limit: 20 }),
    [],
  ],
  [
    "channel senders of a service",
    (client, sid) => client.messaging.v1.services(sid.service).channelSenders.list({ limit: 20 }),
    [],
  ],
  [
    "use cases",
    (client) => client.messaging.v1.usecases.fetch(),
    { usecases: some({ usecase: "marketing" }) },
  ],
  [
    "deleting a service",
    async (client) => {
      const { sid } = await client.messaging.v1.services.create({ friendlyName: "Gone" });
      return [await client.messaging.v1.services(sid).remove()];
    },
    [true],
  ],
];
