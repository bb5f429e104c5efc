import { canMove, isFinal } from "@repartee/protocol";
import type { Message, MessageEvent, Move, Moved } from "@repartee/send-core";
import { moveMessage } from "../sql/message.ts";
import type { Writing } from "./insert-message.ts";
import type { LiveMessages } from "./live-messages.ts";
import { queueCallback } from "./queue-message.ts";

/** Makes a move within the open transaction, if the message stands where it can be made from. */
export type ChangeStatus = (move: Move) => Moved | undefined;

export function createChangeStatus({ db, events }: Writing, live: LiveMessages): ChangeStatus {
  return ({ sid, to, at, cause, errorCode, dateSent, charge, callback }) => {
    const stored = live.find(sid);
    if (!stored || !canMove(stored.message.status, to)) return undefined;
    const { id, moves: sequence, message: before } = stored;
    const message: Message = {
      ...before,
      status: to,
      errorCode,
      dateUpdated: at,
      dateSent: before.dateSent ?? dateSent,
      price: before.price ?? (charge ? before.quote : null),
    };
    const isCharged = charge ? 1 : 0;
    db.prepare(moveMessage).run(to, at, errorCode, message.dateSent, isCharged, sequence + 1, id);
    if (isFinal(to)) live.forget(sid);
    else live.keep({ id, moves: sequence + 1, message });

    const event: MessageEvent = { messageSid: sid, sequence, status: to, at, cause, errorCode };
    events.append(id, event);
    const callbackDestination = callback ? queueCallback(db, id, message, event) : null;
    return { message, event, callbackDestination };
  };
}
