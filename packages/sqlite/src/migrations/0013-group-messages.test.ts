import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../engine/database.ts";
import { messages } from "./0001-messages.ts";
import { groupMessages } from "./0008-group-messages.ts";
import { groupsOfMessages } from "./0013-group-messages.ts";

test("groups that an older version has kept move to their messages", () => {
  const db = openDatabase(":memory:");
  onTestFinished(db.close);
  db.exec(messages);
  db.exec(groupMessages);
  const insert = db.prepare(`insert into message
    (sid, account_sid, direction, to_address, body, num_media, num_segments, status, date_created,
     date_updated, moves) values (?, 'AC', 'inbound', '+15005550006', 'Hi', 0, 1, 'received', 0, 0, 0)`);
  insert.run("SM1");
  insert.run("SM2");
  db.prepare("insert into group_message values (?, ?)").run("SM1", "+14155550101 +14155550102");
  db.exec(groupsOfMessages);
  expect(db.prepare("select sid, other_recipients from message order by sid").all()).toEqual([
    ["SM1", "+14155550101 +14155550102"],
    ["SM2", null],
  ]);
});
