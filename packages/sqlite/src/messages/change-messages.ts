import type { MessageSid } from "@repartee/protocol";
import type { MessageStore } from "@repartee/send-core";
import type { Commit } from "../engine/group-commit.ts";
import { integer, readMessage } from "../engine/read-row.ts";
import { copyForHandset } from "../sql/handset.ts";
import { deleteMedia } from "../sql/media.ts";
import {
  carryBody,
  deleteMessage,
  insertNote,
  redactMessage,
  selectMessage,
  selectMessageId,
} from "../sql/message.ts";
import type { ChangeStatus } from "./change-status.ts";
import type { Writing } from "./insert-message.ts";
import type { LiveMessages } from "./live-messages.ts";

export interface ChangingParts {
  readonly writing: Writing;
  readonly commit: Commit;
  readonly live: LiveMessages;
  readonly moveNow: ChangeStatus;
}

type Changing = Pick<
  MessageStore,
  "move" | "addNotes" | "carry" | "redact" | "remove" | "removeMedia"
>;

/** The part of the store that changes what is there. */
export function createChanging({ writing, commit, live, moveNow }: ChangingParts): Changing {
  const { db, events } = writing;
  // A handset keeps what it has, whatever the app does with it.
  const copy = (sid: MessageSid) => {
    for (const sql of copyForHandset) db.prepare(sql).run(sid);
  };
  return {
    move: (moves) => commit(() => moves.map(moveNow)),
    addNotes: (notes) =>
      commit(() => {
        for (const { messageSid, at, kind, sentence, errorCode } of notes) {
          const row = db.prepare(selectMessageId).get(messageSid);
          if (row) db.prepare(insertNote).run(integer(row, 0), at, kind, sentence, errorCode);
        }
      }),
    carry: (sid, carriedBody) =>
      commit(() => {
        db.prepare(carryBody).run(carriedBody, sid);
        live.forget(sid);
      }),
    redact: (sid, at) =>
      commit(() => {
        copy(sid);
        db.prepare(redactMessage).run(at, sid);
        live.forget(sid);
        const row = db.prepare(selectMessage).get(sid);
        return row && readMessage(row).message;
      }),
    remove: (sid) =>
      commit(() => {
        const row = db.prepare(selectMessageId).get(sid);
        if (!row) return;
        // What it did within this transaction is to go with it.
        events.flush();
        copy(sid);
        for (const sql of deleteMessage) db.prepare(sql).run(integer(row, 0));
        live.forget(sid);
      }),
    removeMedia: (messageSid, sid) =>
      commit(() => {
        copy(messageSid);
        const [content, item] = deleteMedia;
        db.prepare(content).run(messageSid, sid);
        return db.prepare(item).all(messageSid, sid).length > 0;
      }),
  };
}
