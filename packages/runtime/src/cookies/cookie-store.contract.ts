import { describe, expect, test } from "vitest";
import type { CookieStore, StoredCookie } from "../ports/cookie-store.ts";

const [from, to] = ["+14155550100", "+15005550006"];

function cookie(override: Partial<StoredCookie> = {}): StoredCookie {
  const given = { domain: "app.example", path: "/", name: "step", content: "1", expiresAt: 100 };
  return { ...given, ...override };
}

/** What every cookie store must do. */
export function cookieStoreContract(name: string, opened: () => CookieStore): void {
  describe(`${name}: cookies`, () => {
    test("belong to one pair of numbers, in one direction", async () => {
      const cookies = opened();
      await cookies.save(from, to, [cookie({ content: "there" })], 1);
      await cookies.save(to, from, [cookie({ content: "back" })], 1);
      expect(await cookies.list(from, to)).toEqual([cookie({ content: "there" })]);
      expect(await cookies.list(to, from)).toEqual([cookie({ content: "back" })]);
      expect(await cookies.list(from, "+15005550007")).toEqual([]);
    });

    test("saved at the same time are all there", async () => {
      const cookies = opened();
      const all = ["a", "b", "c", "d", "e", "f"].map((one) => cookie({ name: one }));
      await Promise.all(all.map((one) => cookies.save(from, to, [one], 1)));
      expect(await cookies.list(from, to)).toEqual(all);
    });

    test("are identified by domain, path and name, and replaced in their place", async () => {
      const cookies = opened();
      const others = [
        cookie({ domain: "other.example" }),
        cookie({ path: "/sms" }),
        cookie({ name: "name" }),
      ];
      await cookies.save(from, to, [cookie(), ...others], 1);
      await cookies.save(from, to, [cookie({ content: "2", expiresAt: 200 })], 2);
      expect(await cookies.list(from, to)).toEqual([
        cookie({ content: "2", expiresAt: 200 }),
        ...others,
      ]);
    });

    test("a deletion removes its cookie alone", async () => {
      const cookies = opened();
      const [first, second] = [cookie({ name: "a" }), cookie({ name: "b" })];
      await cookies.save(from, to, [first, second], 1);
      await Promise.all([
        cookies.save(from, to, [cookie({ name: "a", expiresAt: 0 })], 2),
        cookies.save(from, to, [cookie({ name: "c" })], 2),
      ]);
      expect(await cookies.list(from, to)).toEqual([second, cookie({ name: "c" })]);
    });

    test("of all pairs are removed once they have expired", async () => {
      const cookies = opened();
      await cookies.save(from, to, [cookie(), cookie({ name: "long", expiresAt: 101 })], 1);
      await cookies.save(to, from, [cookie({ expiresAt: 300 })], 100);
      expect(await cookies.list(from, to)).toEqual([cookie({ name: "long", expiresAt: 101 })]);
    });
  });
}
