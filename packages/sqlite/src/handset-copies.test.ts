import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSid } from "@repartee/protocol";
import { expect, onTestFinished, test } from "vitest";
import { mediaOf, message, move } from "../../send-core/src/store-contract/stored.fixture.ts";
import { openDatabase } from "./database.ts";
import { openSqliteStore } from "./open-sqlite-store.ts";

const handset = "+14155550100";

// Retention deletes the places of removed messages from the oldest on.
test("a copy goes with the place of its message, and no other copy does", async () => {
  const folder = mkdtempSync(join(tmpdir(), "repartee-copies-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "a.db");
  const store = openSqliteStore({ file });
  const content = { contentType: "image/png", bytes: Uint8Array.of(1, 2, 3) };
  const received = async () => {
    const sent = message({
      ...{ sid: createSid("MM"), direction: "inbound", status: "receiving", transport: "mms" },
      ...{ from: handset, to: "+15005550006", numMedia: 1 },
    });
    const media = { ...mediaOf(sent, null), contentType: "image/png", size: 3 };
    await store.receive({ message: sent, cause: "It came.", media: [{ media, content }] });
    await store.move([move(sent.sid, "received")]);
    await store.remove(sent.sid);
    return { sid: sent.sid, mediaSid: media.sid };
  };
  const [old, young] = [await received(), await received()];
  expect((await store.handsetCopies(handset)).map(({ sid }) => sid)).toEqual([old.sid, young.sid]);
  await store.close();

  const db = openDatabase(file);
  db.prepare("delete from removed_message where sid = ?").run(old.sid);
  db.close();
  const again = openSqliteStore({ file });
  onTestFinished(again.close);
  expect((await again.handsetCopies(handset)).map(({ sid }) => sid)).toEqual([young.sid]);
  expect(await again.handsetMedia(old.sid, old.mediaSid)).toBeUndefined();
  expect(await again.handsetMedia(young.sid, young.mediaSid)).toBeDefined();
});
