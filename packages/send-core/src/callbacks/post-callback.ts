import {
  parseConnectionOverrides,
  redactUrls,
  retryCause,
  toStatusEventFields,
} from "@repartee/protocol";
import type { CallbackDelivery, CallbackTarget } from "../message.ts";
import type { CallbackOutcome, CallbackPoster } from "../ports/callback-poster.ts";
import type { Clock } from "../ports/clock.ts";
import type { AccountDirectory } from "../ports/directory/account-directory.ts";
import type { CallbackJob } from "../ports/storage/callback-queue.ts";

export interface PostCallbackParts {
  readonly clock: Clock;
  readonly accounts: AccountDirectory;
  readonly poster: CallbackPoster;
}

/** One attempt, and when the next one is to be made, if at all. */
export interface PostedCallback {
  readonly delivery: CallbackDelivery;
  readonly retryAt: number | null;
}

const RETRY_MS = 1_000;

/**
 * Posts one status callback; `undefined` when that was broken off because this side is closing.
 * Rejects on an internal error. In both cases nothing is known of it.
 */
export async function postCallback(
  job: CallbackJob,
  parts: PostCallbackParts,
): Promise<PostedCallback | undefined> {
  const { message, event, attempt } = job;
  const target = message.statusCallback;
  const outcome = target ? await post(job, target, parts) : nobody;
  if (!outcome) return undefined;
  const { httpStatus, errorCode, phase } = outcome;
  const at = parts.clock.now();
  const { retries, retryOn } = parseConnectionOverrides(target?.url ?? "");
  const cause = retryCause({ status: httpStatus, phase });
  const isRetried = cause !== undefined && retryOn.has(cause) && attempt <= retries;
  return {
    delivery: {
      messageSid: message.sid,
      status: event.status,
      url: redactUrls(target?.url ?? ""),
      attempt,
      at,
      httpStatus,
      errorCode,
    },
    retryAt: isRetried ? at + RETRY_MS : null,
  };
}

// The target was taken away after the callback was queued.
const nobody: CallbackOutcome = { httpStatus: null, errorCode: null, phase: null };

async function post(
  { message, event }: CallbackJob,
  { url, method }: CallbackTarget,
  { accounts, poster }: PostCallbackParts,
): Promise<CallbackOutcome | undefined> {
  const isReceipt = event.status === "delivered" || event.status === "undelivered";
  const account = await accounts.find(message.accountSid);
  if (!account) return { httpStatus: null, errorCode: 10001, phase: null };
  const params = toStatusEventFields({
    messageSid: message.sid,
    accountSid: message.accountSid,
    messagingServiceSid: message.messagingServiceSid ?? undefined,
    from: message.from ?? "",
    to: message.to,
    status: event.status,
    errorCode: event.errorCode ?? undefined,
    receiptAt: isReceipt ? event.at : undefined,
  });
  const key = `${message.sid}/${event.sequence}`;
  return poster.post({ url, method, params, authToken: account.authToken, key });
}
