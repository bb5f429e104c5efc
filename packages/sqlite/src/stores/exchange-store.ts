import type { Exchange, ExchangeStore } from "@repartee/runtime";
import type { Database, Row } from "../engine/database.ts";
import type { Commit } from "../engine/group-commit.ts";
import { text } from "../engine/read-row.ts";

const upsertExchange = `insert into exchange (sid, started_at, content) values (?, ?, ?)
  on conflict (sid) do update set content = excluded.content`;

const selectExchange = "select content from exchange where sid = ?";

const selectExchanges = `select content from exchange
  where started_at < ? order by started_at desc limit ?`;

/** Keeps exchanges for the inspector, each as one document. */
export function createExchangeStore(db: Database, commit: Commit): ExchangeStore {
  return {
    save: (exchange) =>
      commit(() => {
        const { sid, startedAt } = exchange;
        db.prepare(upsertExchange).run(sid, startedAt, JSON.stringify(exchange));
      }),
    async find(sid) {
      const row = db.prepare(selectExchange).get(sid);
      return row && read(row);
    },
    list: async ({ limit, before = Number.MAX_SAFE_INTEGER }) =>
      db.prepare(selectExchanges).all(Math.min(before, Number.MAX_SAFE_INTEGER), limit).map(read),
  };
}

// Written by `save` above, from the same type.
function read(row: Row): Exchange {
  return JSON.parse(text(row, 0));
}
