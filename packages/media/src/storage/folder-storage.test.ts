import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createFolderStorage, type FolderStorage } from "../index.ts";
import { storageContract } from "./storage.contract.ts";

const secrets = ["a secret of sixteen and more"];

async function open(keepMs?: number) {
  const folder = await mkdtemp(join(tmpdir(), "repartee-storage-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const clock = { now: 1_700_000_000_000 };
  const baseUrl = "https://app.example/media/";
  const storage: FolderStorage = createFolderStorage({
    folder: join(folder, "kept"),
    baseUrl,
    secrets,
    keepMs,
    now: () => clock.now,
  });
  return { storage, clock, folder: join(folder, "kept") };
}
const text = { contentType: "text/plain", bytes: Buffer.from("kept") };

describe("the contract", () => storageContract(() => open()));

test("is there after a restart, for as long as the storage keeps media", async () => {
  const { storage, clock, folder } = await open(60_000);
  const { key, expiresAt } = await storage.put(text);
  expect(expiresAt).toBe(clock.now + 60_000);
  const again = createFolderStorage({
    folder,
    baseUrl: "https://app.example",
    secrets,
    now: () => clock.now,
  });
  expect(Buffer.from((await (await again.get(key))?.bytes()) ?? []).toString()).toBe("kept");
});

describe("a sweep", () => {
  test("removes what has expired, and nothing else", async () => {
    const { storage, clock, folder } = await open();
    const { key } = await storage.put(text);
    const bytes = Buffer.from("for a while");
    const other = await storage.put({ ...text, bytes, expiresAt: clock.now + 1_000 });
    expect(await storage.sweep()).toEqual({ expired: 0, leftovers: 0 });
    clock.now += 1_000;
    expect(await storage.sweep()).toEqual({ expired: 1, leftovers: 0 });
    expect(await readdir(join(folder, other.key.slice(0, 2)))).not.toContain(`${other.key}.bin`);
    expect(await storage.get(key)).toBeDefined();
  });

  test("removes what an interrupted write has left", async () => {
    const { storage, folder } = await open();
    const whole = await storage.put(text);
    const key = "ab".repeat(32);
    await mkdir(join(folder, "ab"), { recursive: true });
    await writeFile(join(folder, "ab", `${key}.bin`), "no record");
    await writeFile(join(folder, "ab", "notes.txt"), "not ours");
    await writeFile(join(folder, "drafts", "half"), "ha");
    const broken = "ac".repeat(32);
    await mkdir(join(folder, "ac"), { recursive: true });
    await writeFile(join(folder, "ac", `${broken}.json`), '{"contentType":"text/pl');
    expect(await storage.get(key)).toBeUndefined();
    expect(await storage.get(broken)).toBeUndefined();
    expect(await storage.sweep()).toEqual({ expired: 0, leftovers: 3 });
    expect(await readdir(join(folder, "ab"))).toEqual(["notes.txt"]);
    expect(await readdir(join(folder, "drafts"))).toEqual([]);
    expect(await storage.get(whole.key)).toBeDefined();
  });

  test("does not take what is renewed at the same time", async () => {
    const { storage, clock } = await open();
    const item = { ...text, expiresAt: clock.now + 1_000 };
    const { key } = await storage.put(item);
    clock.now += 2_000;
    await Promise.all([storage.sweep(), storage.put(text), storage.sweep()]);
    expect(Buffer.from((await (await storage.get(key))?.bytes()) ?? []).toString()).toBe("kept");
  });

  test("finds nothing where nothing was ever put", async () => {
    const { storage } = await open();
    expect(await storage.sweep()).toEqual({ expired: 0, leftovers: 0 });
  });
});

test("a failed write leaves nothing, and the next one works", async () => {
  const { storage, folder } = await open();
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "drafts"), "in the way");
  await expect(storage.put(text)).rejects.toMatchObject({ code: expect.stringMatching(/^E/) });
  await rm(join(folder, "drafts"));
  const { key } = await storage.put(text);
  expect(await storage.get(key)).toBeDefined();
});

describe("links", () => {
  test("open their item alone, until they expire", async () => {
    const { storage, clock } = await open();
    const { key } = await storage.put(text);
    const url = new URL(await storage.url(key, { validMs: 10_000 }));
    expect(url.origin + url.pathname).toBe(`https://app.example/media/${key}`);
    expect(storage.checkLink(key, url.searchParams)).toBe("good");
    expect(storage.checkLink("0".repeat(64), url.searchParams)).toBe("forged");
    clock.now += 9_999;
    expect(storage.checkLink(key, url.searchParams)).toBe("good");
    clock.now += 1;
    expect(storage.checkLink(key, url.searchParams)).toBe("expired");
    url.searchParams.set("expires", "9999999999");
    expect(storage.checkLink(key, url.searchParams)).toBe("forged");
    expect(storage.checkLink(key, new URLSearchParams())).toBe("forged");
  });

  test("outlive a change of the secret while the old one is known", async () => {
    const { storage, clock, folder } = await open();
    const url = new URL(await storage.url("0".repeat(64)));
    const made = (...given: readonly string[]) =>
      createFolderStorage({
        folder,
        baseUrl: "https://app.example",
        secrets: given,
        now: () => clock.now,
      });
    const key = "0".repeat(64);
    const fresh = "another secret, long enough";
    expect(made(fresh, ...secrets).checkLink(key, url.searchParams)).toBe("good");
    expect(made(fresh).checkLink(key, url.searchParams)).toBe("forged");
    for (const weak of [[], ["short"], [fresh, ""]])
      expect(() => made(...weak)).toThrow(expect.objectContaining({ code: "link_secret_weak" }));
  });
});
