import { expect } from "vitest";
import type { Snippet } from "./snippet.ts";

const some = (fields: object) => expect.arrayContaining([expect.objectContaining(fields)]);

/** Lookups, usage, the account and its balance. */
export const account: readonly Snippet[] = [
  [
    "a number",
    (client) => client.lookups.v2.phoneNumbers("+14159929960").fetch(),
    { valid: true, nationalFormat: "(415) 992-9960", callingCountryCode: "1" },
  ],
  [
    "a national number",
    (client) => client.lookups.v2.phoneNumbers("4159929960").fetch({ countryCode: "US" }),
    { phoneNumber: "+14159929960" },
  ],
  [
    "an invalid number",
    (client) => client.lookups.v2.phoneNumbers("4159929960111").fetch({ countryCode: "US" }),
    { valid: false, validationErrors: ["TOO_LONG"] },
  ],
  [
    "the type of a line",
    (client) =>
      client.lookups.v2.phoneNumbers("+14159929960").fetch({ fields: "line_type_intelligence" }),
    { lineTypeIntelligence: { type: "mobile" } },
  ],
  [
    "a caller's name, out of coverage",
    (client) =>
      client.lookups.v2.phoneNumbers("+14159929960").fetch({ fields: "caller_name,sim_swap" }),
    { callerName: { errorCode: 60600 } },
  ],
  [
    "v1: a number",
    (client) => client.lookups.v1.phoneNumbers("+15108675310").fetch(),
    { nationalFormat: "(510) 867-5310", carrier: null },
  ],
  [
    "v1: a carrier",
    (client) => client.lookups.v1.phoneNumbers("+15108675310").fetch({ type: ["carrier"] }),
    { carrier: { type: "mobile" } },
  ],
  [
    "v1: a national number",
    (client) => client.lookups.v1.phoneNumbers("(510) 867-5310").fetch({ countryCode: "US" }),
    { phoneNumber: "+15108675310" },
  ],
  [
    "usage",
    (client) => client.usage.records.list({ category: "sms", limit: 20 }),
    [{ category: "sms", priceUnit: "usd" }],
  ],
  [
    "usage of today",
    (client) => client.usage.records.today.list({ category: "sms-outbound", limit: 20 }),
    [{ category: "sms-outbound" }],
  ],
  [
    "usage of the last month",
    (client) => client.usage.records.lastMonth.list({ category: "sms", limit: 20 }),
    [{ count: "0" }],
  ],
  [
    "usage by day",
    (client) =>
      client.usage.records.daily.list({
        category: "sms-inbound",
        endDate: new Date(),
        limit: 1,
        startDate: new Date(),
      }),
    [{ category: "sms-inbound" }],
  ],
  [
    "all-time usage",
    (client) => client.usage.records.allTime.list({ limit: 20 }),
    some({ category: "totalprice" }),
  ],
  [
    "a usage trigger",
    (client) =>
      client.usage.triggers.create({
        callbackUrl: "https://www.example.com/",
        triggerValue: "1000",
        usageCategory: "sms",
      }),
    { usageCategory: "sms", triggerValue: "1000" },
  ],
  [
    "the account",
    (client) => client.api.v2010.accounts(client.accountSid ?? "").fetch(),
    { status: "active", type: "Full" },
  ],
  ["the balance", (client) => client.balance.fetch(), { currency: "USD" }],
  [
    "prices of messages",
    (client) => client.pricing.v1.messaging.countries("US").fetch(),
    { isoCountry: "US", priceUnit: "USD" },
  ],
];
