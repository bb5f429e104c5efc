import type { MessageEvent, MessageStore, Move, Moved } from "@repartee/send-core";
import type { Database } from "./database.ts";
import type { Commit } from "./group-commit.ts";
import { readMessage } from "./read-row.ts";
import { insertCallback } from "./sql/callback.ts";
import { insertEvent, moveMessage } from "./sql/message.ts";

/** The part of the store through which messages move. */
export function createMoving(db: Database, commit: Commit): Pick<MessageStore, "move"> {
  function move({ sid, to, at, cause, errorCode, dateSent, callback }: Move): Moved | undefined {
    const row = db.prepare(moveMessage(to)).get(at, errorCode, dateSent, sid);
    if (!row) return undefined;
    const { id, moves, message } = readMessage(row);
    const sequence = moves - 1;
    db.prepare(insertEvent).run(id, sequence, to, at, cause, errorCode);
    const event: MessageEvent = { messageSid: sid, sequence, status: to, at, cause, errorCode };
    if (!callback || !message.statusCallback) return { message, event, callbackDestination: null };
    const { origin } = new URL(message.statusCallback.url);
    db.prepare(insertCallback).run(id, sequence, origin, at);
    return { message, event, callbackDestination: origin };
  }

  return { move: (moves) => commit(() => moves.map(move)) };
}
