import type { Acceptance, AcceptResult, MessageStore, SlotPlan } from "@repartee/send-core";
import type { Commit } from "../engine/group-commit.ts";
import { readMessage, readRepeated } from "../engine/read-row.ts";
import type { Reserve } from "../slots/reserve.ts";
import { insertContent, insertMedia } from "../sql/media.ts";
import { selectMessage, selectRepeated } from "../sql/message.ts";
import type { ChangeStatus } from "./change-status.ts";
import { insertAccepted, insertWithEvent, type Writing } from "./insert-message.ts";
import { chosen, moveToQueued } from "./queue-message.ts";

export interface AcceptanceParts {
  readonly writing: Writing;
  readonly commit: Commit;
  readonly reserve: Reserve;
  readonly moveNow: ChangeStatus;
}

/** The part of the store through which messages come in. */
export function createAcceptance({
  writing,
  commit,
  reserve,
  moveNow,
}: AcceptanceParts): Pick<MessageStore, "accept" | "queue" | "receive"> {
  const { db } = writing;

  function accept(acceptance: Acceptance): AcceptResult {
    const { message, entry, idempotencyKey } = acceptance;
    if (idempotencyKey !== undefined) {
      const known = db.prepare(selectRepeated).get(message.accountSid, idempotencyKey);
      if (known) return { outcome: "repeated", ...readRepeated(known) };
    }
    switch (entry.kind) {
      case "queue":
        return acceptQueued(acceptance, entry.plan);
      case "schedule": {
        const { first } = insertAccepted(writing, acceptance, message, { dueAt: entry.at });
        return { outcome: "accepted", dueAt: entry.at, moves: [first] };
      }
      case "fail": {
        const { first } = insertAccepted(writing, acceptance, message, { dueAt: null });
        const failed = moveNow({
          sid: message.sid,
          to: "failed",
          at: message.dateCreated,
          cause: entry.cause,
          errorCode: entry.errorCode,
          dateSent: null,
          callback: true,
        });
        return { outcome: "accepted", dueAt: null, moves: failed ? [first, failed] : [first] };
      }
      default:
        return entry satisfies never;
    }
  }

  function acceptQueued(acceptance: Acceptance, plan: SlotPlan): AcceptResult {
    const { message } = acceptance;
    const now = message.dateCreated;
    const reserved = reserve(message, plan, now);
    if (reserved.outcome !== "reserved") return reserved;
    const { candidate, dueAt } = reserved;
    if (message.status === "queued") {
      const limits = JSON.stringify(candidate.limits);
      const queued = { ...message, ...chosen(candidate) };
      const told = { ...acceptance, cause: `${acceptance.cause} ${candidate.cause}` };
      const { first } = insertAccepted(writing, told, queued, { dueAt, limits });
      return { outcome: "accepted", dueAt, moves: [first] };
    }
    const { id, first } = insertAccepted(writing, acceptance, message, { dueAt: null });
    const moved = moveToQueued(writing, { id, moves: 1, message }, reserved, now);
    return { outcome: "accepted", dueAt, moves: [first, moved] };
  }

  return {
    accept: (acceptance) => commit(() => accept(acceptance)),
    queue: ({ sid, at, plan }) =>
      commit(() => {
        const row = db.prepare(selectMessage).get(sid);
        const stored = row && readMessage(row);
        if (stored?.message.status !== "scheduled") return { outcome: "gone" };
        const reserved = reserve(stored.message, plan, at);
        if (reserved.outcome !== "reserved") return reserved;
        const moved = moveToQueued(writing, stored, reserved, at);
        return { outcome: "queued", dueAt: reserved.dueAt, moved };
      }),
    receive: ({ message, cause, media }) =>
      commit(() => {
        const { id, first } = insertWithEvent(writing, message, cause);
        for (const { media: item, content } of media) {
          const mediaId = db
            .prepare(insertMedia)
            .run(item.sid, id, item.contentType, item.size, null, item.dateCreated);
          db.prepare(insertContent).run(mediaId, content.bytes);
        }
        return first.event;
      }),
  };
}
