import { expect, test } from "vitest";
import { handset, ourNumber } from "../support/platform.ts";
import { restCall } from "../support/rest-call.ts";
import type { World } from "./snippet.ts";

/** A call as curl makes it: `--data-urlencode` fields of a POST, or a query that is written as it is. */
interface Call {
  readonly method?: "GET" | "POST" | "DELETE";
  /** After the account's path, or from the root; `{sent}` stands for a SID of the world. */
  readonly path: string;
  readonly fields?: readonly (readonly [string, string])[];
  readonly status: number;
  readonly json?: object;
}

const to = ["To", handset] as const;
const from = ["From", ourNumber] as const;
const body = ["Body", "Hi there"] as const;
const messages = "/Messages.json";
const today = new Date().toISOString().slice(0, 10);
const inAnHour = (format: (iso: string) => string) =>
  format(new Date(Date.now() + 3_600_000).toISOString());
const scheduled = (sendAt: string) => ({
  path: messages,
  fields: [
    to,
    body,
    ["MessagingServiceSid", "{service}"],
    ["ScheduleType", "fixed"],
    ["SendAt", sendAt],
  ] as const,
  status: 201,
  json: { status: "scheduled", from: null },
});
const ahoy = { messages: expect.arrayContaining([expect.objectContaining({ body: "Ahoy" })]) };
const none = { messages: [], end: 0, start: 0, next_page_uri: null };

const calls: Readonly<Record<string, Call>> = {
  "a text": {
    path: messages,
    fields: [body, from, to],
    status: 201,
    json: { status: "queued", num_media: "0", price: null, error_code: null },
  },
  "a picture": {
    path: messages,
    fields: [from, ["MediaUrl", "https://demo.example.com/owl.png"], to],
    status: 201,
    json: { num_media: "1", body: "" },
  },
  "two pictures": {
    path: messages,
    fields: [
      from,
      ["MediaUrl", "https://example.com/1.png"],
      ["MediaUrl", "https://example.com/2.png"],
      to,
    ],
    status: 201,
    json: { num_media: "2" },
  },
  "emoji and lines": {
    path: messages,
    fields: [["Body", "Ahoy 🦉\r\nLine 2"], from, to],
    status: 201,
    json: { body: "Ahoy 🦉\r\nLine 2" },
  },
  "booleans as Python writes them": {
    path: messages,
    fields: [
      body,
      from,
      to,
      ["SmartEncoded", "True"],
      ["ProvideFeedback", "True"],
      ["ForceDelivery", "False"],
    ],
    status: 201,
  },
  "a schedule with Z": scheduled(inAnHour((iso) => iso.replace(/\.\d+/, ""))),
  "a schedule with a fraction": scheduled(inAnHour((iso) => iso)),
  "a schedule with an offset": scheduled(inAnHour((iso) => iso.replace(/\.\d+Z/, "+00:00"))),
  "a schedule without a zone": scheduled(inAnHour((iso) => iso.slice(0, 19))),
  "all messages": {
    path: `${messages}?PageSize=20`,
    status: 200,
    json: {
      page_size: 20,
      page: 0,
      next_page_uri: expect.stringMatching(/PageSize=20&Page=1&PageToken=/),
    },
  },
  "of a day": { path: `${messages}?DateSent=${today}`, status: 200, json: ahoy },
  "on or after a day": { path: `${messages}?DateSent%3E=${today}`, status: 200, json: ahoy },
  "on or after a day, as browsers write it": {
    path: `${messages}?DateSent>=${today}`,
    status: 200,
    json: ahoy,
  },
  "on or after a day, encoded whole": {
    path: `${messages}?DateSent%3E%3D=${today}`,
    status: 200,
    json: ahoy,
  },
  "on or before a day": { path: `${messages}?DateSent%3C=${today}`, status: 200, json: ahoy },
  "before 2009": { path: `${messages}?DateSent<=2009-07-06`, status: 200, json: none },
  "between two moments": {
    path: `${messages}?DateSent%3E=2009-07-06T20%3A36%3A44Z&DateSent%3C=2099-01-01T00%3A00%3A00Z`,
    status: 200,
    json: ahoy,
  },
  "after a moment without a zone": {
    path: `${messages}?DateSent>=2009-07-06T20:36:44`,
    status: 200,
    json: ahoy,
  },
  "by recipient": { path: `${messages}?To=%2B14155550100`, status: 200, json: ahoy },
  "by a recipient whose plus is not encoded": {
    path: `${messages}?To=+14155550100`,
    status: 200,
    json: ahoy,
  },
  "one message": {
    path: "/Messages/{sent}.json",
    status: 200,
    json: { body: "Ahoy", num_segments: "1" },
  },
  "media of a message": {
    path: "/Messages/{inbound}/Media.json",
    status: 200,
    json: { media_list: [{ content_type: "image/jpeg" }] },
  },
  "one picture's record": {
    path: "/Messages/{inbound}/Media/{media}.json",
    status: 200,
    json: { parent_sid: expect.stringMatching(/^MM/) },
  },
  feedback: {
    method: "POST",
    path: "/Messages/{sent}/Feedback.json",
    fields: [["Outcome", "confirmed"]],
    status: 200,
    json: { outcome: "confirmed" },
  },
  "a service": {
    path: "/v1/Services",
    fields: [["FriendlyName", "Curl"]],
    status: 201,
    json: { friendly_name: "Curl" },
  },
  services: {
    path: "/v1/Services?PageSize=20",
    status: 200,
    json: { meta: { key: "services", page_size: 20 } },
  },
  "the pool of a service": {
    path: "/v1/Services/{service}/PhoneNumbers",
    status: 200,
    json: { phone_numbers: [{ phone_number: ourNumber }] },
  },
  "the webhook of a number": {
    path: "/IncomingPhoneNumbers/{number}.json",
    fields: [["SmsUrl", "https://example.com/sms"]],
    status: 200,
    json: { sms_url: "https://example.com/sms" },
  },
  "numbers to buy": {
    path: "/AvailablePhoneNumbers/US/Local.json?AreaCode=510&PageSize=2",
    status: 200,
    json: { available_phone_numbers: [{ iso_country: "US" }, {}] },
  },
  "usage of this month": {
    path: "/Usage/Records/ThisMonth.json?Category=sms",
    status: 200,
    json: { usage_records: [{ category: "sms" }] },
  },
  "a lookup": {
    path: "/v2/PhoneNumbers/+14159929960?Fields=line_type_intelligence",
    status: 200,
    json: { line_type_intelligence: { type: "mobile" } },
  },
  "no recipient": {
    path: messages,
    fields: [body, from],
    status: 400,
    json: { code: 21604, more_info: "https://www.twilio.com/docs/errors/21604", status: 400 },
  },
  "no message": {
    path: "/Messages/SM00000000000000000000000000000000.json",
    status: 404,
    json: { code: 20404 },
  },
  "a wrong method": { method: "DELETE", path: messages, status: 405, json: { code: 20004 } },
};

/** Runs the calls in their order. */
export function curl(world: () => World): void {
  test.each(Object.entries(calls))("%s", async (_, { method, path, fields, status, json = {} }) => {
    const { platform, sid } = world();
    const filled = (text: string) =>
      text.replace(
        /\{(\w+)\}/g,
        (_, name) => Object.entries(sid).find(([key]) => key === name)?.[1] ?? "",
      );
    const form = fields?.map(([name, value]): [string, string] => [name, filled(value)]);
    const response = await restCall(platform, filled(path), {
      method: method ?? (form ? "POST" : "GET"),
      ...(form && { body: new URLSearchParams(form) }),
    });
    expect([response.status, response.json]).toMatchObject([status, json]);
  });
}
