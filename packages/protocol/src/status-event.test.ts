import { expect, expectTypeOf, test } from "vitest";
import { type MessageStatus, messageStatuses } from "./message-status.ts";
import {
  isNewerStatus,
  parseStatusEvent,
  type StatusEvent,
  toStatusEventFields,
} from "./status-event.ts";

const announcement = {
  messageSid: "SM00000000000000000000000000000001",
  accountSid: "AC00000000000000000000000000000001",
  messagingServiceSid: "MG00000000000000000000000000000001",
  from: "+14155550199",
  to: "whatsapp:+14155550100",
  status: "undelivered",
  errorCode: 30003,
  receiptAt: Date.UTC(2026, 10, 23, 9, 5),
} as const;

test("what the platform tells is what the app hears", () => {
  expect(parseStatusEvent(toStatusEventFields(announcement))).toMatchObject({
    messageSid: announcement.messageSid,
    messagingServiceSid: announcement.messagingServiceSid,
    from: { channel: "sms", value: "+14155550199" },
    to: { channel: "whatsapp", value: "+14155550100" },
    status: "undelivered",
    errorCode: 30003,
    rawDlrDoneDate: "2611230905",
    channel: undefined,
  });
});

test("a rich channel's own words are kept apart", () => {
  const fields = [
    ...toStatusEventFields(announcement),
    ["ChannelPrefix", "whatsapp"],
    ["EventType", "READ"],
    ["ErrorMessage", "Unreachable"],
  ] as const;
  const event = parseStatusEvent(fields);
  expect(event.channel).toMatchObject({ prefix: "whatsapp", eventType: "READ" });
  expect(event.errorMessage).toBe("Unreachable");
});

test.each([["MessageStatus"], ["MessageSid"], ["MessageStatus", "MessageSid"]])(
  "without %s, the older name counts",
  (...missing) => {
    const fields = toStatusEventFields(announcement).filter(([name]) => !missing.includes(name));
    const { messageSid, status } = parseStatusEvent(fields);
    expect({ messageSid, status }).toEqual({
      messageSid: announcement.messageSid,
      status: announcement.status,
    });
  },
);

test("what is missing or malformed is named", () => {
  expect(() => parseStatusEvent([["ErrorCode", "many"]])).toThrow(
    "Missing or malformed in the status callback: MessageSid, AccountSid, MessageStatus, To, ErrorCode.",
  );
});

test("a status that is not known yet reaches the app as it is", () => {
  const withStatus = (status: string) =>
    parseStatusEvent([...toStatusEventFields(announcement), ["MessageStatus", status]]).status;
  expect(withStatus("partially_delivered")).toBe("partially_delivered");
  expect(withStatus("somethingnew")).toBe("somethingnew");
  expect(withStatus("__proto__")).toBe("__proto__");
  expect(() => withStatus("")).toThrow("MessageStatus");
  expect(messageStatuses).toContain("partially_delivered");
  expectTypeOf<StatusEvent["status"]>().not.toEqualTypeOf<string>();
});

test.each(["", " ", "\t"])("an error code that is sent as %j is none", (ErrorCode) => {
  const fields = toStatusEventFields({ ...announcement, errorCode: undefined });
  expect(parseStatusEvent([...fields, ["ErrorCode", ErrorCode]]).errorCode).toBeUndefined();
  expect(parseStatusEvent([...fields, ["ErrorCode", "30003 "]]).errorCode).toBe(30003);
});

test("a status that is not known yet is news until the message has come to its end", () => {
  expect(isNewerStatus("somethingnew", "sent")).toBe(true);
  expect(isNewerStatus("delivered", "somethingnew")).toBe(true);
  expect(isNewerStatus("somethingnew", "delivered")).toBe(false);
  expect(isNewerStatus("somethingnew", "somethingnew")).toBe(false);
});

test("news is what lies further along a message's life", () => {
  const newer: [MessageStatus, MessageStatus][] = [
    ["sent", "queued"],
    ["delivered", "queued"],
    ["delivered", "sent"],
    ["read", "delivered"],
    ["partially_delivered", "queued"],
    ["delivered", "partially_delivered"],
    ["undelivered", "sending"],
    ["canceled", "scheduled"],
  ];
  for (const [status, known] of newer) {
    expect(isNewerStatus(status, known), `${status} after ${known}`).toBe(true);
    expect(isNewerStatus(known, status), `${known} after ${status}`).toBe(false);
  }
  for (const status of messageStatuses) expect(isNewerStatus(status, status)).toBe(false);
});
