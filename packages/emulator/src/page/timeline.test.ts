import { describe, expect, test } from "vitest";
import { activity, timeline, troublesOf } from "../../page/phone/timeline.ts";
import type { ExchangeView, MessageView, NoticeView, PhoneMessage } from "../api/api-types.ts";

const at = (minutes: number) => new Date(Date.UTC(2026, 6, 1, 12, minutes)).toISOString();

const message = (fields: Partial<PhoneMessage>): PhoneMessage => ({
  sid: "SM1",
  direction: "sent",
  from: "+1",
  to: "+2",
  body: "Hi",
  media: [],
  other_recipients: [],
  status: "received",
  date: at(0),
  ...fields,
});

const inbound: MessageView = {
  sid: "SM1",
  direction: "inbound",
  from: "+1",
  to: "+2",
  body: "Hi",
  media: [],
  status: "received",
  error: null,
  status_callback: null,
  date_created: at(0),
  history: [],
  callbacks: [],
  notes: [],
};

const exchange = (fields: Partial<ExchangeView>): ExchangeView => ({
  sid: "EX1",
  kind: "reply",
  state: "ok",
  message_sid: "SM1",
  from: "+1",
  to: "+2",
  body: "Hi",
  num_media: 0,
  started_at: at(0),
  finished_at: at(0),
  requests: [],
  verbs: [],
  notices: [],
  messages: [inbound],
  ...fields,
});

const notice = (level: "error" | "warning", code: number): NoticeView => ({
  at: at(0),
  level,
  code,
  title: "",
  sentence: "",
  advice: "",
  more_info: "",
  request: null,
  line: null,
  column: null,
});

const kinds = (messages: readonly PhoneMessage[], exchanges: readonly ExchangeView[] = []) =>
  timeline(messages, exchanges).map(({ kind }) => kind);

describe("a conversation", () => {
  test("names each day", () => {
    const next = message({ sid: "SM2", date: new Date(Date.UTC(2026, 6, 3, 12)).toISOString() });
    expect(kinds([message({}), next])).toEqual(["day", "message", "day", "message"]);
  });

  test("groups what one side says in a row", () => {
    const items = timeline(
      [
        message({ sid: "SM1" }),
        message({ sid: "SM2", date: at(1) }),
        message({ sid: "SM3", date: at(1), direction: "received" }),
        message({ sid: "SM4", date: at(30), direction: "received" }),
      ],
      [],
    );
    const groups = items.flatMap((item) =>
      item.kind === "message" ? [[item.first, item.last]] : [],
    );
    expect(groups).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });

  test("puts what went wrong below the message that it is about, errors first", () => {
    const failed = exchange({ notices: [notice("warning", 12200), notice("error", 11202)] });
    const items = timeline([message({}), message({ sid: "SM2" })], [failed]);
    expect(items.map(({ kind }) => kind)).toEqual([
      "day",
      "message",
      "trouble",
      "trouble",
      "message",
    ]);
    expect(items[2]).toMatchObject({ trouble: { code: 11202, title: "The app did not answer" } });
    expect(items[1]).toMatchObject({ last: true });
    expect(items[4]).toMatchObject({ first: true });
  });

  test("says it when the app answered without a message, once it has", () => {
    expect(kinds([message({})], [exchange({})])).toEqual(["day", "message", "silence"]);
    expect(kinds([message({})], [exchange({ finished_at: null })])).toEqual(["day", "message"]);
  });
});

describe("trouble", () => {
  test("is told once for each code", () => {
    const failed = exchange({ notices: [notice("error", 11202), notice("error", 11202)] });
    expect(troublesOf(failed)).toHaveLength(1);
  });

  test("is a lost reply, too", () => {
    const lost: MessageView = {
      ...inbound,
      sid: "SM2",
      direction: "outbound-reply",
      status: "failed",
    };
    expect(troublesOf(exchange({ messages: [inbound, lost] }))).toMatchObject([
      { level: "error", title: "A reply could not be sent" },
    ]);
  });
});

describe("activity", () => {
  test("is an app that is being asked, or a reply on its way to this handset", () => {
    const reply: MessageView = {
      ...inbound,
      sid: "SM2",
      direction: "outbound-reply",
      from: "+2",
      to: "+1",
      status: "sending",
      date_created: new Date().toISOString(),
    };
    const sending = exchange({ messages: [inbound, reply] });
    expect(activity("+1", "+2", [exchange({ finished_at: null })])?.text).toBe(
      "The app is answering",
    );
    expect(activity("+1", "+2", [sending])?.text).toBe("On its way: sending");
    expect(activity("+3", "+2", [sending])).toBeUndefined();
    expect(activity("+1", "+2", [exchange({})])).toBeUndefined();
    const old = { ...reply, date_created: at(0) };
    expect(activity("+1", "+2", [exchange({ messages: [inbound, old] })])).toBeUndefined();
  });
});
