import { type AccountSid, isFinal, type MessageSid } from "@repartee/protocol";
import type { Message } from "./message.ts";
import type { Clock } from "./ports/clock.ts";
import type { Store } from "./ports/storage/store.ts";
import type { Refusal } from "./refusal.ts";
import type { ChangeResult, SendCore } from "./send-core.ts";
import type { StatusChanges } from "./status-changes.ts";

export interface ChangeParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly moves: StatusChanges;
}

/** Makes the changes that an app may ask for after a message was accepted. */
export function createChanges({
  store,
  clock,
  moves,
}: ChangeParts): Pick<SendCore, "cancel" | "redact" | "remove"> {
  async function own(accountSid: AccountSid, sid: MessageSid): Promise<Message | undefined> {
    const message = await store.message(sid);
    return message?.accountSid === accountSid ? message : undefined;
  }

  /** Its message when it is one of the account and has come to its end. */
  async function ended(accountSid: AccountSid, sid: MessageSid): Promise<ChangeResult> {
    const message = await own(accountSid, sid);
    if (!message) return unknown(sid);
    // The app has been told of a sent message, and no receipt may ever come.
    if (isFinal(message.status) || message.status === "sent") return { ok: true, message };
    const sentence = `The message is ${message.status}; only one that has ended can be changed.`;
    return { ok: false, code: 20009, sentence };
  }

  return {
    async cancel(accountSid, sid) {
      const message = await own(accountSid, sid);
      if (!message) return unknown(sid);
      const moved = await moves.make({
        sid,
        to: "canceled",
        at: clock.now(),
        cause: "Canceled by the API.",
        errorCode: null,
        dateSent: null,
        callback: true,
      });
      if (moved) return { ok: true, message: moved.message };
      const sentence = `The message is ${message.status}; only a scheduled one can be canceled.`;
      return { ok: false, code: 30409, sentence };
    },
    async redact(accountSid, sid) {
      const found = await ended(accountSid, sid);
      if (!found.ok) return found;
      const message = await store.redact(sid, clock.now());
      return message ? { ok: true, message } : unknown(sid);
    },
    async remove(accountSid, sid) {
      const found = await ended(accountSid, sid);
      if (found.ok) await store.remove(sid);
      return found;
    },
  };
}

function unknown(sid: MessageSid): Refusal {
  return { ok: false, code: 20404, sentence: `There is no message ${sid}.` };
}
