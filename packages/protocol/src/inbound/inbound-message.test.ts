import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  type FormPairs,
  type InboundMessage,
  isReparteeError,
  type MessageSid,
  parseForm,
  parseInboundMessage,
  toInboundMessageFields,
  writeForm,
} from "../index.ts";

const messageSid = "MM00000000000000000000000000000001";
const accountSid = "AC00000000000000000000000000000001";
const required = {
  MessageSid: messageSid,
  AccountSid: accountSid,
  From: "+14155550100",
  To: "12345",
};

function parse(fields: Record<string, string>): InboundMessage {
  return parseInboundMessage(Object.entries({ ...required, ...fields }));
}

function faultOf(params: FormPairs): string {
  try {
    parseInboundMessage(params);
  } catch (error) {
    if (isReparteeError(error, "inbound_invalid")) return error.message;
    throw error;
  }
  return "none";
}

describe("a plain message", () => {
  test("has everything that was sent, and undefined for the rest", () => {
    const message = parse({
      Body: "  hi\r\n",
      FromCity: "VASS",
      FromState: "NC",
      NumSegments: "2",
    });
    expect(message).toMatchObject({
      messageSid,
      accountSid,
      from: { channel: "sms", value: "+14155550100" },
      to: { channel: "sms", value: "12345" },
      body: "  hi\r\n",
      numSegments: 2,
      media: [],
      fromPlace: { city: "VASS", state: "NC", zip: "", country: "" },
      otherRecipients: [],
    });
    for (const part of [
      "optOutType",
      "button",
      "location",
      "referral",
      "addOns",
      "fallback",
    ] as const)
      expect(message[part], part).toBeUndefined();
  });

  test("keeps parameters that nobody knows yet", () => {
    expect(parse({ BrandNew: "1" }).params).toContainEqual(["BrandNew", "1"]);
  });

  test("has its places and opt-out keyword", () => {
    expect(parse({ OptOutType: "STOP" }).optOutType).toBe("STOP");
    expect(parse({ OptOutType: "LATER" }).optOutType).toBeUndefined();
  });

  test("tells why it comes to the fallback URL", () => {
    expect(parse({ ErrorCode: "11200", ErrorUrl: "https://a.example/sms" }).fallback).toEqual({
      errorCode: 11200,
      errorUrl: "https://a.example/sms",
    });
  });
});

describe("a parameter that is sent empty", () => {
  test.each(["", " "])("as %j counts as one that is not sent", (empty) => {
    const names = ["NumMedia", "NumSegments", "Latitude", "Longitude", "ErrorCode", "Forwarded"];
    const others = ["ReferralNumMedia", "MessagingServiceSid", "AddOns", "OptOutType"];
    const fields = Object.fromEntries([...names, ...others].map((name) => [name, empty]));
    expect(parse({ ...fields, Body: "Hi" })).toEqual({
      ...parse({ Body: "Hi" }),
      params: expect.anything(),
    });
  });

  test("loses no media: without a count, they are all that are there", () => {
    const media = { MediaUrl0: "https://a.example/0", MediaUrl1: "https://a.example/1" };
    for (const fields of [media, { ...media, NumMedia: "" }])
      expect(parse(fields).media.map(({ url }) => url)).toEqual(Object.values(media));
    expect(parse({ ...media, NumMedia: "0" }).media).toEqual([]);
  });
});

describe("media", () => {
  test("are all there, past the tenth", () => {
    const fields: Record<string, string> = { NumMedia: "12" };
    for (let index = 0; index < 12; index++) {
      fields[`MediaUrl${index}`] =
        `https://api.example.com/Media/ME${String(index).padStart(32, "0")}?a=/b`;
      fields[`MediaContentType${index}`] = "image/gif";
    }
    const { media } = parse(fields);
    expect(media).toHaveLength(12);
    expect(media[11]).toEqual({
      index: 11,
      url: fields.MediaUrl11,
      contentType: "image/gif",
      sid: "ME00000000000000000000000000000011",
    });
  });

  test("of a group have the others as well, and may be none", () => {
    const message = parse({ OtherRecipients0: "+14155550101", OtherRecipients1: "+14155550102" });
    expect(message.otherRecipients.map(({ value }) => value)).toEqual([
      "+14155550101",
      "+14155550102",
    ]);
  });

  test("that are announced and missing are named", () => {
    expect(
      faultOf(Object.entries({ ...required, NumMedia: "2", MediaUrl0: "https://a.example" })),
    ).toBe("NumMedia is 2, but MediaUrl1 is missing.");
    expect(
      faultOf(Object.entries({ ...required, NumMedia: "1", MediaUrl0: "/relative" })),
    ).toContain("MediaUrl0 is no URL");
  });
});

test("what is missing or malformed is named, each once", () => {
  expect(faultOf([])).toBe(
    "Missing or malformed in the webhook request: MessageSid, AccountSid, From, To.",
  );
  expect(faultOf(Object.entries({ ...required, NumMedia: "-1", NumSegments: "x" }))).toBe(
    "Missing or malformed in the webhook request: NumMedia, NumSegments.",
  );
});

test("what the platform announces is what the app reads", () => {
  const text = fc
    .string({ unit: "binary", maxLength: 40 })
    .map((value) => Buffer.from(value).toString());
  const number = fc.integer({ min: 10 ** 9, max: 10 ** 12 }).map((digits) => `+${digits}`);
  const media = fc.array(
    fc.record({ url: fc.webUrl(), contentType: fc.constantFrom("image/png", "audio/amr") }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(text, number, number, media, fc.array(number), (body, from, to, items, others) => {
      const fields = toInboundMessageFields({
        messageSid,
        accountSid,
        from,
        to,
        body,
        numSegments: 1,
        media: items,
        otherRecipients: others,
        optOutType: "HELP",
      });
      const read = parseInboundMessage(parseForm(writeForm(fields)));
      expect(read.body).toBe(body);
      expect([read.from.value, read.to.value, read.optOutType]).toEqual([from, to, "HELP"]);
      expect(read.media.map(({ url, contentType }) => ({ url, contentType }))).toEqual(items);
      expect(read.otherRecipients.map(({ value }) => value)).toEqual(others);
    }),
  );
});

test("no form makes the parser throw anything but its own error", () => {
  const pair = fc.tuple(
    fc.oneof(
      fc.constantFrom("NumMedia", "AddOns", "MediaUrl0", "Latitude", "__proto__"),
      fc.string(),
    ),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(pair), (pairs) => {
      faultOf([...Object.entries(required), ...pairs]);
    }),
  );
});

test("types", () => {
  expectTypeOf<InboundMessage["messageSid"]>().toEqualTypeOf<MessageSid>();
  expectTypeOf<InboundMessage["addOns"]>().toBeUnknown();
  expectTypeOf<InboundMessage["optOutType"]>().toEqualTypeOf<
    "STOP" | "HELP" | "START" | undefined
  >();
});
