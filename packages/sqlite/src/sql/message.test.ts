import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../engine/database.ts";
import { migrate } from "../engine/migrate.ts";
import { deleteMessage } from "./message.ts";

// Its place in the order stays, and so does the opt-out that it asked for.
const kept = ["opt_out", "removed_message"];

test("a message is deleted from every table that names messages", () => {
  const db = openDatabase(":memory:");
  onTestFinished(db.close);
  migrate(db);
  const naming = db
    .prepare(
      `select distinct m.name from sqlite_master m join pragma_table_info(m.name) c
        where m.type = 'table' and c.name in ('message_id', 'message_sid')`,
    )
    .all()
    .map(([name]) => String(name));
  expect(naming).toContain("media");
  const undeleted = naming.filter(
    (table) => !deleteMessage.some((sql) => sql.startsWith(`delete from ${table} where`)),
  );
  expect(undeleted.toSorted()).toEqual(kept);
});
