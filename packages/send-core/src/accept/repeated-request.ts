import type { MessageStore, Repeated } from "../ports/storage/message-store.ts";
import { refusal } from "../refusal.ts";
import type { SendRequest, SendResult } from "../send-core.ts";

/** Finds what an earlier request with the same idempotency key has created. */
export async function findRepeated(
  { accountSid, idempotencyKey }: SendRequest,
  store: Pick<MessageStore, "repeated">,
): Promise<Repeated | undefined> {
  return idempotencyKey === undefined ? undefined : store.repeated(accountSid, idempotencyKey);
}

/** Returns the first message to the same request, and refuses another one with its key. */
export function answerRepeated(
  { fingerprint }: SendRequest,
  { message, fingerprint: first }: Repeated,
): SendResult {
  if (fingerprint === undefined || first === null || fingerprint === first) {
    return { ok: true, message };
  }
  return refusal(
    20422,
    `The idempotency key belongs to the request that created ${message.sid}, and this request differs from it; use a new key for each message.`,
  );
}
