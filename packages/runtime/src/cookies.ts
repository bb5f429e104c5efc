import { type Cookie, CookieJar } from "tough-cookie";
import type { CookieStore, StoredCookies } from "./ports/cookie-store.ts";

/** The cookies of one exchange: those of its pair of numbers. */
export interface Cookies {
  /** The `Cookie` header for this URL; `undefined` when there is none to send. */
  header(url: string): string | undefined;
  /** Takes `Set-Cookie` headers. Returns what is wrong with them (11206), else `undefined`. */
  take(url: string, setCookies: readonly string[]): string | undefined;
  /** Writes what has changed. */
  save(): Promise<void>;
}

const LIFE_MS = 4 * 60 * 60 * 1000;

/** Opens the cookies between two numbers. None of them lives longer than four hours. */
export async function openCookies(
  store: CookieStore,
  pair: { readonly from: string; readonly to: string },
  now: () => number,
): Promise<Cookies> {
  const stored = await store.find(pair.from, pair.to);
  let jar =
    stored && stored.expiresAt > now() ? CookieJar.deserializeSync(stored.content) : undefined;
  let hasChanged = false;
  const fresh = ({ expires }: Cookie) => expires instanceof Date && expires.getTime() > now();

  return {
    header(url) {
      // The jar's own idea of the time is the machine's; expiry is judged by the platform's.
      const cookies = jar?.getCookiesSync(url, { expire: false }).filter(fresh) ?? [];
      return cookies.length > 0 ? cookies.map((one) => one.cookieString()).join("; ") : undefined;
    },
    take(url, setCookies) {
      for (const text of setCookies) {
        const fault = cookieFault(text);
        if (fault !== undefined) return fault;
        jar ??= new CookieJar(null, jarOptions);
        const time = new Date(now());
        const cookie = jar.setCookieSync(text, url, { now: time, ignoreError: true });
        if (!cookie) continue;
        const asked = cookie.expiryTime(time) ?? Number.POSITIVE_INFINITY;
        cookie.expires = new Date(Math.max(0, Math.min(asked, now() + LIFE_MS)));
        cookie.maxAge = null;
        hasChanged = true;
      }
      return undefined;
    },
    async save() {
      if (!jar || !hasChanged) return;
      hasChanged = false;
      const content = JSON.stringify(jar.serializeSync());
      const time = now();
      await store.save(pair.from, pair.to, { content, expiresAt: time + LIFE_MS }, time);
    },
  };
}

/** Keeps cookies in memory. */
export function createMemoryCookies(): CookieStore {
  const kept = new Map<string, StoredCookies>();
  return {
    find: async (from, to) => kept.get(`${from}/${to}`),
    async save(from, to, cookies, now) {
      for (const [key, { expiresAt }] of kept) {
        // In the order of their saving, so the first that is good ends the old ones.
        if (expiresAt > now) break;
        kept.delete(key);
      }
      const key = `${from}/${to}`;
      kept.delete(key);
      kept.set(key, cookies);
    },
  };
}

// Apps run on localhost and behind odd names while they are made.
const jarOptions = { rejectPublicSuffixes: false, allowSpecialUseDomain: true, looseMode: false };

function cookieFault(text: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\x00-\x1f\x7f]/.test(text)) return "A Set-Cookie header holds a control character.";
  return /^\s*(=|;|$)/.test(text) ? "A Set-Cookie header names no cookie." : undefined;
}
