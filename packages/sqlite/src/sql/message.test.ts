import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../database.ts";
import { migrate } from "../migrate.ts";
import { deleteMessage } from "./message.ts";

// What a table keeps of a message that is gone: its place in the order; feedback is the server's to remove.
const kept = ["removed_message", "feedback"];

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
  for (const table of naming.filter((name) => !kept.includes(name))) {
    expect(deleteMessage.some((sql) => sql.startsWith(`delete from ${table} where`))).toBe(true);
  }
});
