import type {
  CallbackView,
  CodeView,
  ExchangeView,
  MessageView,
  NoticeView,
} from "../../src/api/api-types.ts";

/**
 * All that went wrong in an exchange: its notices, then lost messages and failed callbacks. A reply
 * that was refused is listed once.
 */
export function problemsOf({ notices, verbs, messages }: ExchangeView): readonly NoticeView[] {
  // A refused reply has a notice, and is stored as a failed message too.
  const refused = verbs.flatMap((verb) => (verb.outcome === "refused" ? verb.message_sid : []));
  const others = messages.filter(({ sid }) => !refused.includes(sid));
  return [...notices, ...others.flatMap(lost), ...messages.flatMap(unheard)];
}

function lost({ direction, status, error, history }: MessageView): NoticeView[] {
  if (direction === "inbound" || error === null) return [];
  const what = direction === "outbound-reply" ? "A reply" : "The message";
  const last = history.at(-1);
  const sentence = `${what} is ${status}. ${last?.cause ?? ""}`.trim();
  return [problem("error", error, sentence, last?.at ?? "")];
}

function unheard({ callbacks }: MessageView): NoticeView[] {
  const heard = new Set(callbacks.flatMap((one) => (one.error === null ? one.status : [])));
  const last = new Map(callbacks.map((one): [string, CallbackView] => [one.status, one]));
  return [...last.values()].flatMap(({ status, url, at, error }) => {
    if (error === null || heard.has(status)) return [];
    return problem("warning", error, `The callback about "${status}" did not reach ${url}.`, at);
  });
}

function problem(
  level: NoticeView["level"],
  code: CodeView,
  sentence: string,
  at: string,
): NoticeView {
  return { ...code, level, sentence, at, request: null, line: null, column: null };
}
