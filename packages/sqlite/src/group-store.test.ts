import { createSid } from "@repartee/protocol";
import { expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "./open-sqlite-store.ts";

test("the others of a group message are kept in their order", async () => {
  const store = openSqliteStore({ file: ":memory:" });
  onTestFinished(() => store.close());
  const sid = createSid("MM");
  await store.groups.save(sid, ["+14155550102", "+14155550101"]);
  expect(await store.groups.find(sid)).toEqual(["+14155550102", "+14155550101"]);
  expect(await store.groups.find(createSid("MM"))).toEqual([]);
});
