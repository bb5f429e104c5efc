import { openPlaces } from "@repartee/places";
import twilio from "twilio";
import { expect, test } from "vitest";
import { documents, says } from "./support/documents.ts";
import { handset, ourNumber } from "./support/platform.ts";
import { authToken, runtimeFor } from "./support/runtime.ts";

const always = [
  ...["AccountSid", "ApiVersion", "Body", "From", "MessageSid", "NumMedia", "NumSegments"],
  ...["ReferralNumMedia", "SmsMessageSid", "SmsSid", "SmsStatus", "To"],
];
const places = ["From", "To"].flatMap((side) =>
  ["City", "Country", "State", "Zip"].map((part) => `${side}${part}`),
);

test.each(["POST", "GET"] as const)(
  "a message and a picture are announced by %s with all parameters, signed",
  async (method) => {
    const { url, asked } = await documents({ "/sms": "<Response/>" });
    const world = await runtimeFor(undefined, { webhook: { url: `${url}/sms?tenant=a`, method } });
    await world.sends("Hi & bye");
    const picture = { contentType: "image/png", bytes: new Uint8Array([1]) };
    const { messageSid } = await world.sends("", { media: [picture] });

    const tenant = method === "GET" ? ["tenant"] : [];
    const [text, media] = asked;
    expect(Object.keys(text?.fields ?? {}).toSorted()).toEqual(
      [...always, ...places, ...tenant].toSorted(),
    );
    expect(text?.fields).toMatchObject({
      AccountSid: world.accountSid,
      ApiVersion: "2010-04-01",
      Body: "Hi & bye",
      From: handset,
      MessageSid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
      NumMedia: "0",
      NumSegments: "1",
      ReferralNumMedia: "0",
      SmsStatus: "received",
      To: ourNumber,
    });
    expect(media?.fields).toMatchObject({
      Body: "",
      MediaContentType0: "image/png",
      MessageSid: messageSid,
      NumMedia: "1",
      SmsMessageSid: messageSid,
      SmsSid: messageSid,
    });
    expect(messageSid).toMatch(/^MM/);
    const { accountSid } = world;
    expect(media?.fields.MediaUrl0).toMatch(
      new RegExp(`/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}/Media/ME[0-9a-f]{32}$`),
    );
    for (const { url, signature, fields } of asked)
      expect(
        twilio.validateRequest(authToken, signature, url, method === "GET" ? {} : fields),
      ).toBe(true);
  },
);

test("the places of both numbers are announced", async () => {
  const { url, asked } = await documents({ "/sms": "<Response/>" });
  const webhook = { url: `${url}/sms`, method: "POST" } as const;
  const seattle = "+12065550123";
  const numbers = new Map([
    [seattle, webhook],
    ["12345", webhook],
  ]);
  const world = await runtimeFor(undefined, { places: openPlaces(), numbers });
  await world.sends("Hi", { from: "+14155550100", to: seattle });
  await world.sends("Hi", { from: "+447700900123", to: "12345" });
  expect(asked.map(({ fields }) => places.map((name) => fields[name]))).toEqual([
    ["SAN FRANCISCO", "US", "CA", "94102", "SEATTLE", "US", "WA", "98101"],
    ["", "GB", "", "", "", "GB", "", ""],
  ]);
});

test("without a table of places they are announced empty", async () => {
  const { url, asked } = await documents({ "/sms": "<Response/>" });
  const world = await runtimeFor(`${url}/sms`);
  await world.sends("Hi");
  expect(places.map((name) => asked[0]?.fields[name])).toEqual(places.map(() => ""));
});

test("a number that has no webhook keeps its messages, and says so with 11321", async () => {
  const world = await runtimeFor(undefined);
  const exchange = await world.sends("Hi");
  expect(exchange).toMatchObject({ requests: [], notices: [{ code: 11321, level: "warning" }] });
  expect(await world.message(exchange)).toMatchObject({ status: "received", body: "Hi" });
});

test("a group message names the others", async () => {
  const { url, asked } = await documents({ "/sms": says("Hello, group.") });
  const world = await runtimeFor(`${url}/sms`);
  const otherRecipients = ["+14155550102", "+14155550101"];
  const { messageSid } = await world.sends("Hi", { otherRecipients });
  expect(messageSid).toMatch(/^MM/);
  expect(asked[0]?.fields).toMatchObject({
    MessageSid: messageSid,
    OtherRecipients0: "+14155550102",
    OtherRecipients1: "+14155550101",
    NumMedia: "0",
  });
  await expect(world.sends("Hi", { otherRecipients: ["everybody"] })).rejects.toThrow("21211");
  const others = (count: number) =>
    Array.from({ length: count }, (_, index) => `+1415555011${index}`);
  await expect(world.sends("Hi", { otherRecipients: others(9) })).rejects.toThrow("21211");
  await world.sends("Hi", { otherRecipients: others(8) });
});

test("a number in a service is announced to its own webhook, or to the service's", async () => {
  const { url, asked } = await documents({ "/number": says("N"), "/service": says("S") });
  const inboundWebhook = { url: `${url}/service`, method: "POST" as const };
  const own = await runtimeFor(`${url}/number`, { service: { inboundWebhook } });
  await own.sends("Hi");
  const common = await runtimeFor(`${url}/number`, {
    service: { inboundWebhook, useInboundWebhookOnNumber: false },
  });
  await common.sends("Hi");
  expect(asked.map(({ path }) => path)).toEqual(["/number", "/service"]);
  for (const { fields } of asked) expect(fields.MessagingServiceSid).toMatch(/^MG/);

  const closed = await runtimeFor(`${url}/number`, {
    service: { useInboundWebhookOnNumber: false },
  });
  await expect(closed.sends("Hi")).rejects.toThrow("11321");
});
