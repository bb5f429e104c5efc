import { codeEntry, type ErrorLevel, redactUrls, type Sid } from "@repartee/protocol";
import type { Exchange, ExchangeRequest, Notice, VerbRun } from "./exchange.ts";
import { redactRequest } from "./redact-request.ts";

/** A notice before it has its level and advice, which follow from its code. */
export interface NoticeInput {
  readonly code: number;
  readonly sentence: string;
  /** Default: that of the code. */
  readonly level?: ErrorLevel | undefined;
  /** What to do about it, when something better is known than the code's general advice. */
  readonly advice?: string | undefined;
  /** By default the request recorded last. */
  readonly request?: number | null | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** An exchange while it happens. What goes in loses the user info of its URLs. */
export interface ExchangeDraft {
  /** How it stands now. */
  readonly current: Exchange;
  /** Its number is in this Messaging Service. */
  belongsTo(messagingServiceSid: Sid<"MG">): void;
  addRequest(request: ExchangeRequest): void;
  addVerb(verb: Omit<VerbRun, "request">): void;
  addNotice(notice: NoticeInput): void;
  finish(): Exchange;
}

/** Opens an exchange and calls `changed` after each addition. */
export function draftExchange(
  start: Exchange,
  now: () => number,
  changed: (exchange: Exchange) => void,
): ExchangeDraft {
  let current: Exchange = { ...start, requests: start.requests.map(redactRequest) };
  const update = (change: Partial<Exchange>) => {
    current = { ...current, ...change };
    changed(current);
  };
  const lastRequest = () => current.requests.length - 1;

  return {
    get current() {
      return current;
    },
    belongsTo: (messagingServiceSid) => update({ messagingServiceSid }),
    addRequest: (request) => update({ requests: [...current.requests, redactRequest(request)] }),
    addVerb(verb) {
      const run = { ...verb, sentence: redactUrls(verb.sentence), request: lastRequest() };
      update({ verbs: [...current.verbs, run] });
    },
    addNotice: (input) =>
      update({ notices: [...current.notices, notice(input, now(), lastRequest())] }),
    finish() {
      update({ finishedAt: now() });
      return current;
    },
  };
}

function notice(input: NoticeInput, at: number, lastRequest: number): Notice {
  const entry = codeEntry(input.code);
  return {
    at,
    level: input.level ?? entry?.level ?? "error",
    code: input.code,
    sentence: redactUrls(input.sentence),
    advice: redactUrls(input.advice ?? entry?.advice ?? ""),
    request: input.request === undefined ? (lastRequest < 0 ? null : lastRequest) : input.request,
    line: input.line ?? null,
    column: input.column ?? null,
  };
}
