import { expect } from "vitest";
import { ourNumber } from "../support/platform.ts";
import type { Snippet } from "./snippet.ts";

const some = (fields: object) => expect.arrayContaining([expect.objectContaining(fields)]);

const bought = async (client: Parameters<Snippet[1]>[0], phoneNumber: string) =>
  (await client.incomingPhoneNumbers.list({ phoneNumber }))[0]?.sid ?? "";

/** Numbers that are searched, bought, configured and released. */
export const numbers: readonly Snippet[] = [
  [
    "local numbers of an area",
    (client) => client.availablePhoneNumbers("US").local.list({ areaCode: 510, limit: 5 }),
    some({
      phoneNumber: expect.stringMatching(/^\+1510/),
      capabilities: expect.objectContaining({ MMS: true, SMS: true, voice: true }),
    }),
  ],
  [
    "numbers with MMS",
    (client) =>
      client
        .availablePhoneNumbers("US")
        .local.list({ limit: 1, mmsEnabled: true, smsEnabled: true }),
    [{ isoCountry: "US" }],
  ],
  [
    "numbers by pattern",
    (client) => client.availablePhoneNumbers("US").local.list({ contains: "415555****", limit: 2 }),
    [{ phoneNumber: expect.stringMatching(/^\+1415555/) }, {}],
  ],
  [
    "numbers of a region",
    (client) => client.availablePhoneNumbers("US").local.list({ inRegion: "AR", limit: 1 }),
    [{ region: "AR" }],
  ],
  [
    "numbers without address requirements",
    (client) =>
      client.availablePhoneNumbers("US").local.list({ excludeAllAddressRequired: false, limit: 1 }),
    [{ addressRequirements: "none" }],
  ],
  [
    "toll-free numbers",
    (client) => client.availablePhoneNumbers("US").tollFree.list({ areaCode: 800, limit: 1 }),
    [{ phoneNumber: expect.stringMatching(/^\+1800/) }],
  ],
  [
    "mobile numbers",
    (client) => client.availablePhoneNumbers("GB").mobile.list({ limit: 1 }),
    [{ isoCountry: "GB" }],
  ],
  [
    "buying the first number found",
    async (client) => {
      const [number] = await client
        .availablePhoneNumbers("US")
        .local.list({ areaCode: 312, limit: 1 });
      return client.incomingPhoneNumbers.create({ phoneNumber: number?.phoneNumber ?? "" });
    },
    { phoneNumber: expect.stringMatching(/^\+1312/), capabilities: { sms: true } },
  ],
  [
    "buying by area code",
    (client) => client.incomingPhoneNumbers.create({ areaCode: "206" }),
    { phoneNumber: expect.stringMatching(/^\+1206/) },
  ],
  [
    "buying with webhooks",
    (client) =>
      client.incomingPhoneNumbers.create({
        friendlyName: "Owl line",
        phoneNumber: "+14155550188",
        smsFallbackUrl: "https://example.com/f",
        smsMethod: "GET",
        smsUrl: "https://example.com/sms",
        statusCallback: "https://example.com/s",
      }),
    {
      friendlyName: "Owl line",
      smsFallbackUrl: "https://example.com/f",
      smsMethod: "GET",
      smsUrl: "https://example.com/sms",
    },
  ],
  [
    "all numbers",
    (client) => client.incomingPhoneNumbers.list({ limit: 20 }),
    some({ phoneNumber: ourNumber }),
  ],
  [
    "by number",
    (client) => client.incomingPhoneNumbers.list({ phoneNumber: "+14155550188" }),
    [{ friendlyName: "Owl line" }],
  ],
  [
    "by name",
    (client) => client.incomingPhoneNumbers.list({ friendlyName: "Owl line" }),
    [{ phoneNumber: "+14155550188" }],
  ],
  [
    "one number",
    (client, sid) => client.incomingPhoneNumbers(sid.number).fetch(),
    { phoneNumber: ourNumber },
  ],
  [
    "the webhook of a number",
    (client, sid) =>
      client.incomingPhoneNumbers(sid.number).update({ smsUrl: "https://www.example.com/sms" }),
    { smsUrl: "https://www.example.com/sms" },
  ],
  [
    "the name of a number",
    (client, sid) => client.incomingPhoneNumbers(sid.number).update({ friendlyName: "Main" }),
    { friendlyName: "Main" },
  ],
  [
    "releasing a number",
    async (client) => [
      await client.incomingPhoneNumbers(await bought(client, "+14155550188")).remove(),
    ],
    [true],
  ],
];
