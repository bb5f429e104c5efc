import { mkdirSync, mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openSqliteStore } from "../open-sqlite-store.ts";

async function opened() {
  const parent = mkdtempSync(join(tmpdir(), "repartee-place-"));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const folder = join(parent, "data");
  mkdirSync(folder);
  const file = join(folder, "repartee.db");
  const store = openSqliteStore({ file });
  onTestFinished(store.close);
  await store.settings.set("stored", "before");
  return { folder, file, store };
}

const unwritable = { name: "ReparteeError", code: "data_unwritable" };

type Loss = (files: { readonly folder: string; readonly file: string }) => void;
const losses: readonly (readonly [what: string, lose: Loss])[] = [
  ["the folder is removed", ({ folder }) => rmSync(folder, { recursive: true })],
  ["the database file is removed", ({ file }) => unlinkSync(file)],
  ["its log is removed", ({ file }) => unlinkSync(`${file}-wal`)],
  ["the folder is renamed", ({ folder }) => renameSync(folder, `${folder}-old`)],
  [
    "another file is put in its place",
    ({ file }) => {
      writeFileSync(`${file}.new`, "");
      renameSync(`${file}.new`, file);
    },
  ],
];

test.skipIf(process.platform === "win32").each(losses)(
  "nothing is acknowledged after %s",
  async (_, lose) => {
    const { store, folder, file } = await opened();
    expect(await store.health()).toEqual({ ok: true });
    lose({ folder, file });
    for (const attempt of ["first", "second"]) {
      await expect(store.settings.set("stored", attempt)).rejects.toMatchObject(unwritable);
    }
    const together = await Promise.allSettled(["a", "b"].map((one) => store.settings.set(one, "")));
    expect(together).toMatchObject([{ reason: unwritable }, { reason: unwritable }]);
    expect(await store.health()).toMatchObject({ ok: false, code: "data_unwritable" });
    await store.close();
  },
);

test.skipIf(process.platform === "win32")("it goes on when the folder is put back", async () => {
  const { store, folder, file } = await opened();
  renameSync(folder, `${folder}-old`);
  await expect(store.settings.set("stored", "away")).rejects.toMatchObject(unwritable);
  renameSync(`${folder}-old`, folder);
  await store.settings.set("stored", "back");
  await store.close();
  const again = openSqliteStore({ file });
  onTestFinished(again.close);
  expect(await again.settings.get("stored")).toBe("back");
});

test("a store that is nearly full is not healthy", async () => {
  const folder = mkdtempSync(join(tmpdir(), "repartee-place-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const store = openSqliteStore({ file: join(folder, "a.db"), maxBytes: 1024 * 1024 });
  onTestFinished(store.close);
  expect(await store.health()).toMatchObject({ ok: false, code: "data_full" });
});
