import type { Message, MessageEvent, MessageStore } from "@repartee/send-core";
import { reserveSlot } from "@repartee/send-core";
import type { Database } from "./database.ts";
import type { Commit } from "./group-commit.ts";
import { integer, readMessage } from "./read-row.ts";
import { selectSlot, upsertSlot } from "./sql/dispatch.ts";
import { insertContent, insertMedia } from "./sql/media.ts";
import { insertEvent, insertIdempotencyKey, insertMessage, selectRepeated } from "./sql/message.ts";

/** The part of the store through which messages come in. */
export function createAcceptance(
  db: Database,
  commit: Commit,
): Pick<MessageStore, "accept" | "receive"> {
  function insert(message: Message, dueAt: number | null): number {
    return db
      .prepare(insertMessage)
      .run(
        message.sid,
        message.accountSid,
        message.direction,
        message.from,
        message.to,
        message.body,
        message.numMedia,
        message.numSegments,
        message.status,
        message.errorCode,
        message.messagingServiceSid,
        message.statusCallback?.url ?? null,
        message.statusCallback?.method ?? null,
        message.dateCreated,
        message.dateUpdated,
        message.dateSent,
        dueAt,
      );
  }

  function begin(id: number, message: Message, cause: string): MessageEvent {
    const { sid, status, dateCreated } = message;
    db.prepare(insertEvent).run(id, 0, status, dateCreated, cause, null);
    return { messageSid: sid, sequence: 0, status, at: dateCreated, cause, errorCode: null };
  }

  return {
    accept: ({ message, cause, media, slot, idempotencyKey }) =>
      commit(() => {
        if (idempotencyKey !== undefined) {
          const known = db.prepare(selectRepeated).get(message.accountSid, idempotencyKey);
          if (known) return { outcome: "repeated", message: readMessage(known).message };
        }
        const now = message.dateCreated;
        const row = db.prepare(selectSlot).get(slot.key);
        const { dueAt, nextFree } = reserveSlot(row && integer(row, 0), now, slot.cost);
        if (dueAt - now > slot.maxWait) return { outcome: "full" };
        db.prepare(upsertSlot).run(slot.key, nextFree);

        const id = insert(message, dueAt);
        if (idempotencyKey !== undefined) {
          db.prepare(insertIdempotencyKey).run(message.accountSid, idempotencyKey, id);
        }
        for (const { sid, sourceUrl, dateCreated } of media) {
          db.prepare(insertMedia).run(sid, id, null, null, sourceUrl, dateCreated);
        }
        return { outcome: "accepted", dueAt, event: begin(id, message, cause) };
      }),

    receive: ({ message, cause, media }) =>
      commit(() => {
        const id = insert(message, null);
        for (const { media: item, content } of media) {
          const mediaId = db
            .prepare(insertMedia)
            .run(item.sid, id, item.contentType, item.size, null, item.dateCreated);
          db.prepare(insertContent).run(mediaId, content.bytes);
        }
        return begin(id, message, cause);
      }),
  };
}
