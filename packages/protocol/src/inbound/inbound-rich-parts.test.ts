import { describe, expect, test } from "vitest";
import { type InboundMessage, parseInboundMessage } from "../index.ts";

const required = {
  MessageSid: "MM00000000000000000000000000000001",
  AccountSid: "AC00000000000000000000000000000001",
  From: "+14155550100",
  To: "12345",
};

function parse(fields: Record<string, string>): InboundMessage {
  return parseInboundMessage(Object.entries({ ...required, ...fields }));
}

describe("rich channels", () => {
  test("a WhatsApp button", () => {
    const message = parse({
      From: "whatsapp:+14155550100",
      MessageType: "button",
      ButtonText: "Yes",
      ButtonPayload: "yes-1",
      ProfileName: "Ann",
      WaId: "14155550100",
      Forwarded: "false",
      OriginalRepliedMessageSid: "SM00000000000000000000000000000002",
      OriginalRepliedMessageSender: "whatsapp:+14155550199",
      ChannelMetadata: '{"type":"whatsapp","data":{"context":{}}}',
      ReferralNumMedia: "0",
    });
    expect(message).toMatchObject({
      from: { channel: "whatsapp", value: "+14155550100" },
      messageType: "button",
      button: { text: "Yes", payload: "yes-1", type: undefined },
      profileName: "Ann",
      waId: "14155550100",
      forwarded: false,
      frequentlyForwarded: undefined,
      repliedTo: {
        messageSid: "SM00000000000000000000000000000002",
        sender: "whatsapp:+14155550199",
      },
      channelMetadata: { type: "whatsapp", data: { context: {} } },
      referral: undefined,
    });
  });

  test("a location", () => {
    const { location } = parse({ Latitude: "-34.6", Longitude: "-58.4", Label: "Obelisco" });
    expect(location).toEqual({
      latitude: -34.6,
      longitude: -58.4,
      address: undefined,
      label: "Obelisco",
    });
    expect(parse({ Latitude: "north", Longitude: "1" }).location).toBeUndefined();
  });

  test("an advertisement that led here", () => {
    expect(parse({ ReferralHeadline: "Sale", ReferralNumMedia: "1" }).referral).toMatchObject({
      headline: "Sale",
      numMedia: 1,
      body: undefined,
    });
  });

  test("JSON that is malformed is left out, its text kept, and the message not lost", () => {
    const message = parse({
      AddOns: "{",
      InteractiveData: '{"a":1}',
      FlowData: "[1]",
      ListId: "2",
    });
    expect(message).toMatchObject({
      addOns: undefined,
      interactiveData: { a: 1 },
      flowData: [1],
      listItem: { id: "2", title: "" },
    });
    expect(message.params).toContainEqual(["AddOns", "{"]);
  });
});
