import type { MessageEvent } from "@repartee/send-core";
import type { Database, Value } from "../engine/database.ts";
import type { Participant } from "../engine/group-commit.ts";
import { insertEvents } from "../sql/message.ts";

/** Appends events; those of one transaction are written together at its end. */
export interface EventLog extends Participant {
  append(messageId: number, event: MessageEvent): void;
}

const CHUNK = 40;
const COLUMNS = 6;
const one = insertEvents(1);
const many = insertEvents(CHUNK);

export function createEventLog(db: Database): EventLog {
  let values: Value[] = [];
  return {
    append(messageId, { sequence, status, at, cause, errorCode }) {
      values.push(messageId, sequence, status, at, cause, errorCode);
    },
    flush() {
      const waiting = values;
      values = [];
      let from = 0;
      for (; from + CHUNK * COLUMNS <= waiting.length; from += CHUNK * COLUMNS) {
        db.prepare(many).run(...waiting.slice(from, from + CHUNK * COLUMNS));
      }
      for (; from < waiting.length; from += COLUMNS) {
        db.prepare(one).run(...waiting.slice(from, from + COLUMNS));
      }
    },
    discard() {
      values = [];
    },
  };
}
