import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSid } from "@repartee/protocol";
import { expect, onTestFinished, test } from "vitest";
import {
  mediaOf,
  message,
  move,
  now,
} from "../../../send-core/src/store-contract/stored.fixture.ts";
import { openSqliteStore } from "../open-sqlite-store.ts";

const handset = "+14155550100";
const day = 24 * 60 * 60 * 1000;

test("retention removes a copy with the messages of its time, and no younger one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "repartee-copies-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = openSqliteStore({ file: join(folder, "a.db") });
  onTestFinished(store.close);
  const content = { contentType: "image/png", bytes: Uint8Array.of(1, 2, 3) };
  const received = async (at: number) => {
    const sent = message({
      ...{ sid: createSid("MM"), direction: "inbound", status: "receiving", transport: "mms" },
      ...{ from: handset, to: "+15005550006", numMedia: 1, dateCreated: at, dateUpdated: at },
    });
    const media = { ...mediaOf(sent, null), contentType: "image/png", size: 3 };
    await store.receive({ message: sent, cause: "It came.", media: [{ media, content }] });
    await store.move([move(sent.sid, "received", { at })]);
    return { sid: sent.sid, mediaSid: media.sid };
  };
  const [removed, redacted] = [await received(now), await received(now)];
  // Deleted before any younger message came: retention leaves it all the same.
  const young = await received(now + day);
  const kept = await received(now + day);
  await store.remove(removed.sid);
  await store.redact(redacted.sid, now);
  await store.remove(young.sid);
  const copies = async () => (await store.handsetCopies(handset)).map(({ sid }) => sid);
  expect(await copies()).toEqual([removed.sid, redacted.sid, young.sid]);

  await store.retention.pruneBatch({ before: now + 1, after: 0, now: now + day });
  await store.retention.pruneBatch({ before: now + 1, after: 0, now: now + day });
  expect(await store.message(kept.sid)).toBeDefined();
  expect(await copies()).toEqual([young.sid]);
  expect(await store.handsetMedia(removed.sid, removed.mediaSid)).toBeUndefined();
  expect(await store.handsetMedia(young.sid, young.mediaSid)).toBeDefined();
});
