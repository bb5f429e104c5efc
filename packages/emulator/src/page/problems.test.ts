import { expect, test } from "vitest";
import { problemsOf } from "../../page/inspector/problems.ts";
import type {
  CodeView,
  ExchangeView,
  MessageView,
  NoticeView,
  VerbView,
} from "../api/api-types.ts";

const at = "2026-07-01T12:00:00.000Z";
const code = (of: number): CodeView => ({ code: of, title: "", advice: "", more_info: "" });

const reply = (sid: string, of: number | null): MessageView => ({
  sid,
  direction: "outbound-reply",
  from: "+2",
  to: "+1",
  body: "Hi",
  media: [],
  status: of === null ? "delivered" : "failed",
  error: of === null ? null : code(of),
  status_callback: null,
  date_created: at,
  history: [],
  callbacks: [],
  notes: [],
});

const notice = (of: number, level: NoticeView["level"] = "error"): NoticeView => ({
  ...code(of),
  at,
  level,
  sentence: "",
  request: 0,
  line: 1,
  column: 11,
});

const verb = (outcome: VerbView["outcome"], message_sid: string): VerbView => ({
  request: 0,
  kind: "message",
  outcome,
  sentence: "",
  message_sid,
});

const codesOf = (
  notices: readonly NoticeView[],
  verbs: readonly VerbView[],
  messages: readonly MessageView[],
) => {
  const exchange: ExchangeView = {
    sid: "EX1",
    kind: "reply",
    state: "error",
    message_sid: "SM1",
    from: "+1",
    to: "+2",
    body: "Hi",
    num_media: 0,
    started_at: at,
    finished_at: at,
    requests: [],
    ...{ notices, verbs, messages },
  };
  return problemsOf(exchange).map((problem) => problem.code);
};

test("a reply that was refused is one problem", () => {
  expect(codesOf([notice(14107)], [verb("refused", "SM2")], [reply("SM2", 14107)])).toEqual([
    14107,
  ]);
});

test("a reply that was lost later is a problem beside a notice of the same code", () => {
  const verbs = [verb("ran", "SM2"), verb("ran", "SM3")];
  const messages = [reply("SM2", 12300), reply("SM3", null)];
  expect(codesOf([notice(12300, "warning")], verbs, messages)).toEqual([12300, 12300]);
  expect(codesOf([], verbs, messages)).toEqual([12300]);
});
