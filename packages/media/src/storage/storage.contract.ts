import { expect, test } from "vitest";
import type { MediaStorage } from "./media-storage.ts";

/** A storage under test, and the clock it looks at. */
export interface OpenStorage {
  readonly storage: MediaStorage;
  readonly clock: { now: number };
}

const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);
const jpeg = { contentType: "image/jpeg", bytes: picture, filename: "cat.jpg" };
const none = "0".repeat(64);

/** What every storage does alike. */
export function storageContract(open: () => Promise<OpenStorage>): void {
  test("gives back what was put, under the same key each time", async () => {
    const { storage } = await open();
    const stored = await storage.put(jpeg);
    expect(stored).toMatchObject({ contentType: "image/jpeg", size: 8, filename: "cat.jpg" });
    expect(stored.key).toMatch(/^[0-9a-f]{64}$/);
    expect((await storage.put(jpeg)).key).toBe(stored.key);
    const got = await storage.get(stored.key);
    expect(got).toMatchObject(stored);
    expect(Buffer.from((await got?.bytes()) ?? [])).toEqual(picture);
    const pieces: Uint8Array[] = [];
    for await (const piece of (await got?.stream()) ?? []) pieces.push(piece);
    expect(Buffer.concat(pieces)).toEqual(picture);
  });

  test("keeps the same bytes under another type apart", async () => {
    const { storage } = await open();
    const first = await storage.put(jpeg);
    const second = await storage.put({ ...jpeg, contentType: "text/html; charset=utf-8" });
    expect(second.key).not.toBe(first.key);
    expect((await storage.get(first.key))?.contentType).toBe("image/jpeg");
    expect((await storage.get(second.key))?.contentType).toBe("text/html; charset=utf-8");
  });

  test("keeps nothing at all as well", async () => {
    const { storage } = await open();
    const { key } = await storage.put({ contentType: "text/plain", bytes: new Uint8Array() });
    expect(await (await storage.get(key))?.bytes()).toHaveLength(0);
  });

  test("removes, and does not mind what is not there", async () => {
    const { storage } = await open();
    const { key } = await storage.put(jpeg);
    await storage.remove(key);
    await storage.remove(key);
    await storage.remove(none);
    expect(await storage.get(key)).toBeUndefined();
    expect(await storage.get(none)).toBeUndefined();
  });

  test.each(["", "..", "../../etc/passwd", "A".repeat(64), `${none}/..`, `${none}.json`])(
    "has nothing under %j",
    async (key) => {
      const { storage } = await open();
      expect(await storage.get(key)).toBeUndefined();
      await storage.remove(key);
    },
  );

  test("forgets what has expired, and keeps to the later of two times", async () => {
    const { storage, clock } = await open();
    const until = (ms: number) => ({ ...jpeg, expiresAt: clock.now + ms });
    const start = clock.now;
    const { key } = await storage.put(until(1_000));
    expect((await storage.put(until(5_000))).expiresAt).toBe(start + 5_000);
    expect((await storage.put(until(2_000))).expiresAt).toBe(start + 5_000);
    clock.now = start + 4_999;
    expect((await storage.get(key))?.expiresAt).toBe(start + 5_000);
    clock.now = start + 5_000;
    expect(await storage.get(key)).toBeUndefined();
    expect((await storage.put(until(100))).expiresAt).toBe(start + 5_100);
    expect((await storage.put(jpeg)).expiresAt).toBeUndefined();
    expect((await storage.put(until(100))).expiresAt).toBeUndefined();
    expect(await storage.get(key)).toBeDefined();
  });

  test("takes many at once", async () => {
    const { storage } = await open();
    const items = Array.from({ length: 20 }, (_, index) => ({
      contentType: "text/plain",
      bytes: Buffer.from(String(index % 10)),
    }));
    const keys = (await Promise.all(items.map((item) => storage.put(item)))).map(({ key }) => key);
    expect(new Set(keys).size).toBe(10);
    for (const [index, key] of keys.entries())
      expect(Buffer.from((await (await storage.get(key))?.bytes()) ?? []).toString()).toBe(
        String(index % 10),
      );
  });
}
