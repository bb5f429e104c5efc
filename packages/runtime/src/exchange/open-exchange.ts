import { randomBytes } from "node:crypto";
import { createSid } from "@repartee/protocol";
import type { Message } from "@repartee/send-core";
import type { HandsetMessage, RecordedExchange } from "../runtime.ts";
import type { Exchange, ExchangeSid } from "./exchange.ts";

const empty = {
  messageSid: null,
  finishedAt: null,
  requests: [],
  verbs: [],
  notices: [],
} as const;

/** The exchange of an inbound message that the app is asked about. */
export function replyExchange(inbound: Message, startedAt: number): Exchange {
  const { sid: messageSid, accountSid, from, to, body, numMedia } = inbound;
  return {
    ...empty,
    sid: orderedSid(startedAt),
    kind: "reply",
    accountSid,
    messageSid,
    from: from ?? "",
    to,
    body,
    numMedia,
    startedAt,
  };
}

/** The exchange of a handset's message that never got in. */
export function refusedExchange(message: HandsetMessage, startedAt: number): Exchange {
  const { from, to, body, media } = message;
  return {
    ...empty,
    sid: orderedSid(startedAt),
    kind: "refused",
    accountSid: null,
    from,
    to,
    body,
    numMedia: media.length,
    startedAt,
  };
}

/** The exchange of something that happened elsewhere. */
export function recordedExchange(recorded: RecordedExchange, startedAt: number): Exchange {
  const { kind, from, to, body, numMedia, request } = recorded;
  return {
    ...empty,
    sid: orderedSid(startedAt),
    kind,
    accountSid: recorded.accountSid ?? null,
    messageSid: recorded.messageSid ?? null,
    from,
    to,
    body,
    numMedia,
    startedAt: request?.startedAt ?? startedAt,
    requests: request ? [request] : [],
  };
}

const TIME_BYTES = 6;

/**
 * The SID of an exchange begins with its time, as a UUID of version 7 does (RFC 9562, section 5.7), so
 * that a store with an index on SIDs adds at the end: each random SID would change another page.
 */
function orderedSid(time: number): ExchangeSid {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Math.max(0, time), 0, TIME_BYTES);
  return createSid("EX", bytes);
}
