import { parseConnectionOverrides, type RetryCause, toStatusEventFields } from "@repartee/protocol";
import type { CallbackDelivery, CallbackTarget } from "./message.ts";
import type { AccountDirectory } from "./ports/account-directory.ts";
import type { CallbackOutcome, CallbackPoster } from "./ports/callback-poster.ts";
import type { CallbackJob } from "./ports/callback-queue.ts";
import type { Clock } from "./ports/clock.ts";

export interface PostCallbackParts {
  readonly clock: Clock;
  readonly accounts: AccountDirectory;
  readonly poster: CallbackPoster;
}

const RETRY_MS = 1_000;
// What failed before a connection came about, and what was not answered in time.
const connectFaults: ReadonlySet<number | null> = new Set([11201, 11202, 11220]);
const readFaults: ReadonlySet<number | null> = new Set([11203, 11205]);

/**
 * Posts one status callback: the attempt for the log, and when to repeat it, if at all. Rejects for
 * what broke on this side; then nothing is known of it.
 */
export async function postCallback(
  job: CallbackJob,
  parts: PostCallbackParts,
): Promise<{ readonly delivery: CallbackDelivery; readonly retryAt: number | null }> {
  const { message, event, attempt } = job;
  const target = message.statusCallback;
  const outcome = target ? await post(job, target, parts) : nobody;
  const { httpStatus, errorCode } = outcome;
  const at = parts.clock.now();
  const { retries, retryOn } = parseConnectionOverrides(target?.url ?? "");
  const cause = retryCause(outcome);
  const isRetried = cause !== undefined && retryOn.has(cause) && attempt <= retries;
  return {
    delivery: {
      messageSid: message.sid,
      status: event.status,
      url: target?.url ?? "",
      attempt,
      at,
      httpStatus,
      errorCode,
    },
    retryAt: isRetried ? at + RETRY_MS : null,
  };
}

function retryCause({ httpStatus, errorCode }: CallbackOutcome): RetryCause | undefined {
  if (httpStatus !== null) {
    if (httpStatus >= 500) return "5xx";
    return httpStatus >= 400 ? "4xx" : undefined;
  }
  if (connectFaults.has(errorCode)) return "ct";
  return readFaults.has(errorCode) ? "rt" : undefined;
}

// The target was taken away after the callback was queued.
const nobody: CallbackOutcome = { httpStatus: null, errorCode: null };

async function post(
  { message, event }: CallbackJob,
  { url, method }: CallbackTarget,
  { accounts, poster }: PostCallbackParts,
): Promise<CallbackOutcome> {
  const isReceipt = event.status === "delivered" || event.status === "undelivered";
  const account = await accounts.find(message.accountSid);
  if (!account) return { httpStatus: null, errorCode: 10001 };
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
  return poster.post({ url, method, params, authToken: account.authToken });
}
