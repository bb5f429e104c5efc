import type { MessageSid } from "@repartee/protocol";
import type { Message } from "@repartee/send-core";
import type { Database } from "../engine/database.ts";
import type { Participant } from "../engine/group-commit.ts";
import { readMessage } from "../engine/read-row.ts";
import { selectMessage } from "../sql/message.ts";

/** A message with what only this store knows of it. */
export interface StoredMessage {
  readonly id: number;
  /** Events so far: the sequence of the next one. */
  readonly moves: number;
  readonly message: Message;
}

/**
 * Messages that are under way, as they stand within the open transaction. This process alone writes
 * the file, so a move need not read first what the move before has written.
 */
export interface LiveMessages extends Participant {
  /** From memory, else from the file. */
  find(sid: MessageSid): StoredMessage | undefined;
  keep(stored: StoredMessage): void;
  forget(sid: MessageSid): void;
}

const MOST = 20_000;

export function createLiveMessages(db: Database): LiveMessages {
  const live = new Map<MessageSid, StoredMessage>();
  return {
    find(sid) {
      const known = live.get(sid);
      if (known) return known;
      const row = db.prepare(selectMessage).get(sid);
      return row && readMessage(row);
    },
    keep(stored) {
      live.set(stored.message.sid, stored);
      if (live.size <= MOST) return;
      for (const oldest of live.keys()) {
        live.delete(oldest);
        return;
      }
    },
    forget: (sid) => {
      live.delete(sid);
    },
    flush() {},
    // What is in memory may never have been.
    discard: () => live.clear(),
  };
}
