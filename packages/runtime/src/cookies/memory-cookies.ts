import type { CookieStore, StoredCookie } from "../ports/cookie-store.ts";

/** Stores cookies in memory. */
export function createMemoryCookies(): CookieStore {
  const pairs = new Map<string, Map<string, StoredCookie>>();

  function removeExpired(now: number): void {
    for (const [pair, cookies] of pairs) {
      for (const [key, { expiresAt }] of cookies) if (expiresAt <= now) cookies.delete(key);
      if (cookies.size === 0) pairs.delete(pair);
    }
  }

  return {
    list: async (from, to) => [...(pairs.get(`${from}/${to}`)?.values() ?? [])],
    async save(from, to, changed, now) {
      const pair = `${from}/${to}`;
      const cookies = pairs.get(pair) ?? new Map<string, StoredCookie>();
      pairs.set(pair, cookies);
      for (const cookie of changed) cookies.set(keyOf(cookie), cookie);
      removeExpired(now);
    },
  };
}

function keyOf({ domain, path, name }: StoredCookie): string {
  return JSON.stringify([domain, path, name]);
}
