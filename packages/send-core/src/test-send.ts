import { createSid, readPhoneNumber } from "@repartee/protocol";
import { checkRequest } from "./accept/check-request.ts";
import type { Message } from "./message.ts";
import { type Clock, systemClock } from "./ports/clock.ts";
import { createRandomBytes, type RandomBytes } from "./random-bytes.ts";
import type { Refusal } from "./refusal.ts";
import { countSegments } from "./rules/body/segments.ts";
import { optedOut } from "./rules/opt-out/check-opt-out.ts";
import { notMobile } from "./rules/route/route.ts";
import type { SendRequest, SendResult } from "./send-core.ts";

export interface TestSendParts {
  /** Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /** Where SIDs come from. Default: the system's secure random numbers. */
  readonly random?: RandomBytes | undefined;
}

/** The only sender of test credentials that sends. */
const validFrom = "+15005550006";

const froms: Readonly<Record<string, Omit<Refusal, "ok">>> = {
  "+15005550001": { code: 21212, sentence: "This magic 'From' number is invalid." },
  "+15005550007": {
    code: 21606,
    sentence: "This magic 'From' number does not belong to the account.",
  },
  "+15005550008": { code: 21611, sentence: "The queue of this magic 'From' number is full." },
};

const tos: Readonly<Record<string, Omit<Refusal, "ok">>> = {
  "+15005550001": {
    code: 21211,
    sentence: "The 'To' number +15005550001 is not a valid phone number.",
  },
  "+15005550002": { code: 21612, sentence: "Messages cannot be routed to this magic 'To' number." },
  "+15005550003": { code: 21408, sentence: "The region of this magic 'To' number is not enabled." },
  "+15005550004": optedOut,
  "+15005550009": { code: 21614, sentence: notMobile },
};

/**
 * Answers a request that comes with test credentials: by the documented magic numbers, and otherwise as
 * accepted. Stores nothing, sends nothing and requests no status callback.
 */
export function testSend(
  request: SendRequest,
  { clock = systemClock, random = createRandomBytes() }: TestSendParts = {},
): SendResult {
  const { accountSid, body, mediaUrls } = request;
  const from = readPhoneNumber(request.from) ?? request.from;
  const to = readPhoneNumber(request.to, from) ?? request.to;
  const sender = {
    sid: createSid("PN", random(16)),
    accountSid,
    address: from,
    type: "long-code",
    sms: true,
    mms: true,
    webhook: undefined,
  } as const;
  // Recipient and sender may be the same magic number.
  const refusal = checkRequest({ ...request, to, from: from === to ? validFrom : from }, sender);
  const magic = froms[from] ?? (from === validFrom ? tos[to] : unknownFrom(from));
  if (magic) return { ok: false, ...magic };
  if (refusal) return refusal;
  const isMms = mediaUrls.length > 0 || request.sendAsMms === true;
  const now = clock.now();
  const message: Message = {
    sid: createSid(isMms ? "MM" : "SM", random(16)),
    accountSid,
    direction: request.direction,
    from,
    to,
    body,
    numMedia: mediaUrls.length,
    numSegments: isMms ? 1 : countSegments(body).count,
    status: "queued",
    errorCode: null,
    messagingServiceSid: null,
    statusCallback: request.statusCallback ?? null,
    transport: isMms ? "mms" : "sms",
    carriedBody: null,
    sendAt: null,
    validUntil: null,
    quote: null,
    price: null,
    dateCreated: now,
    dateUpdated: now,
    dateSent: null,
  };
  return { ok: true, message };
}

function unknownFrom(from: string): Omit<Refusal, "ok"> | undefined {
  if (from === "") return undefined;
  return { code: 21606, sentence: `Test credentials send from ${validFrom} only.` };
}
