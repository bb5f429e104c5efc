import { canMove, isFinal } from "@repartee/protocol";
import {
  callbackDestination,
  type Message,
  type MessageEvent,
  type MessageStore,
  type Move,
  type Moved,
} from "@repartee/send-core";
import type { Database } from "./database.ts";
import type { Commit } from "./group-commit.ts";
import type { LiveMessages } from "./live-messages.ts";
import { insertCallback } from "./sql/callback.ts";
import { insertEvent, moveMessage } from "./sql/message.ts";

/** The part of the store through which messages move. */
export function createMoving(
  db: Database,
  commit: Commit,
  live: LiveMessages,
): Pick<MessageStore, "move"> {
  function move({ sid, to, at, cause, errorCode, dateSent, callback }: Move): Moved | undefined {
    const stored = live.find(sid);
    if (!stored || !canMove(stored.message.status, to)) return undefined;
    const { id, moves: sequence } = stored;
    const message: Message = {
      ...stored.message,
      status: to,
      errorCode,
      dateUpdated: at,
      dateSent: stored.message.dateSent ?? dateSent,
    };
    db.prepare(moveMessage).run(to, at, errorCode, message.dateSent, sequence + 1, id);
    db.prepare(insertEvent).run(id, sequence, to, at, cause, errorCode);
    if (isFinal(to)) live.forget(sid);
    else live.keep({ id, moves: sequence + 1, message });

    const event: MessageEvent = { messageSid: sid, sequence, status: to, at, cause, errorCode };
    if (!callback || !message.statusCallback) return { message, event, callbackDestination: null };
    const destination = callbackDestination(message.statusCallback);
    db.prepare(insertCallback).run(id, sequence, destination, at);
    return { message, event, callbackDestination: destination };
  }

  return { move: (moves) => commit(() => moves.map(move)) };
}
