import type { AccountSid, MessageSid } from "@repartee/protocol";
import type {
  Exchange,
  ExchangeRequest,
  ExchangeResponse,
  Notice,
  VerbRun,
} from "@repartee/runtime";
import type { Locate, SendCore } from "@repartee/send-core";
import type {
  ExchangeState,
  ExchangeView,
  MessageView,
  NoticeView,
  RequestView,
  ResponseView,
  VerbView,
} from "../api/api-types.ts";
import { codeView, moreInfo } from "../http/problem.ts";
import { isoDate, messageView } from "../phones/message-view.ts";

/** What an exchange is joined with. */
export interface ExchangeViewParts {
  readonly sendCore: SendCore;
  readonly accountSid: AccountSid;
  readonly locate: Locate;
}

/** An exchange joined with the messages that it is about and those that it made. */
export async function exchangeView(
  exchange: Exchange,
  { sendCore, accountSid, locate }: ExchangeViewParts,
): Promise<ExchangeView> {
  const sids = new Set<MessageSid>(
    [exchange.messageSid, ...exchange.verbs.map((verb) => verb.messageSid)].flatMap(
      (sid) => sid ?? [],
    ),
  );
  const messages = await Promise.all(
    [...sids].map(async (sid) => {
      const message = await sendCore.message(exchange.accountSid ?? accountSid, sid);
      return message ? messageView(message, sendCore, locate) : undefined;
    }),
  );
  const known = messages.flatMap((message) => message ?? []);
  return {
    sid: exchange.sid,
    kind: exchange.kind,
    state: exchangeState(exchange, known),
    message_sid: exchange.messageSid,
    from: exchange.from,
    to: exchange.to,
    body: exchange.body,
    num_media: exchange.numMedia,
    started_at: isoDate(exchange.startedAt),
    finished_at: exchange.finishedAt === null ? null : isoDate(exchange.finishedAt),
    requests: exchange.requests.map(requestView),
    verbs: exchange.verbs.map(verbView),
    notices: exchange.notices.map(noticeView),
    messages: known,
  };
}

function exchangeState(exchange: Exchange, messages: readonly MessageView[]): ExchangeState {
  const levels = new Set(exchange.notices.map((notice) => notice.level));
  if (levels.has("error") || messages.some(isLost)) return "error";
  if (exchange.finishedAt === null) return "running";
  return levels.has("warning") || messages.some(missesCallback) ? "warning" : "ok";
}

function isLost({ status }: MessageView): boolean {
  return status === "failed" || status === "undelivered";
}

/** Has the app not heard of a move, whatever was tried? */
function missesCallback({ callbacks }: MessageView): boolean {
  const heard = new Set(callbacks.flatMap((one) => (one.error === null ? one.status : [])));
  return callbacks.some((one) => !heard.has(one.status));
}

function requestView(request: ExchangeRequest): RequestView {
  return {
    cause: request.cause,
    method: request.method,
    url: request.url,
    headers: request.headers.map(withoutCredentials),
    params: request.params,
    signed_string: request.signedString,
    started_at: isoDate(request.startedAt),
    duration_ms: request.durationMs,
    response: request.response && responseView(request.response),
  };
}

function responseView({ status, headers, body }: ExchangeResponse): ResponseView {
  return { status, headers, body };
}

function verbView({ request, kind, outcome, sentence, messageSid }: VerbRun): VerbView {
  return { request, kind, outcome, sentence, message_sid: messageSid };
}

// A call of the REST API carries the auth token, which the page must never show.
function withoutCredentials([name, value]: readonly [string, string]): readonly [string, string] {
  return [name, name.toLowerCase() === "authorization" ? "(not shown)" : value];
}

function noticeView(notice: Notice): NoticeView {
  const { level, code, sentence, advice, request, line, column } = notice;
  return {
    at: isoDate(notice.at),
    level,
    code,
    title: codeView(code).title,
    sentence,
    advice,
    more_info: moreInfo(code),
    request,
    line,
    column,
  };
}
