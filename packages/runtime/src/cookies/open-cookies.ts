import { type Cookie, CookieJar } from "tough-cookie";
import type { CookieStore, StoredCookie } from "../ports/cookie-store.ts";

/** The cookies of one exchange: those of its pair of numbers. */
export interface Cookies {
  /** The `Cookie` header for this URL; `undefined` when there is none to send. */
  header(url: string): string | undefined;
  /** Takes `Set-Cookie` headers. Returns what is wrong with them (11206), else `undefined`. */
  take(url: string, setCookies: readonly string[]): string | undefined;
  /** Stores the cookies that this exchange has set or deleted, and no others. */
  save(): Promise<void>;
}

const LIFE_MS = 4 * 60 * 60 * 1000;

/** Opens the cookies between two numbers. Each lives four hours at most. */
export async function openCookies(
  store: CookieStore,
  pair: { readonly from: string; readonly to: string },
  now: () => number,
): Promise<Cookies> {
  let jar = jarOf(await store.list(pair.from, pair.to));
  const changed = new Map<string, StoredCookie>();
  const isFresh = ({ expires }: Cookie) => expires instanceof Date && expires.getTime() > now();

  return {
    header(url) {
      // The jar reads the machine's clock; the platform's clock decides what has expired.
      const cookies = jar?.getCookiesSync(url, { expire: false }).filter(isFresh) ?? [];
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
        const expiresAt = Math.max(0, Math.min(asked, now() + LIFE_MS));
        cookie.expires = new Date(expiresAt);
        cookie.maxAge = null;
        const { domain, path, key: name } = cookie;
        const content = JSON.stringify(cookie);
        const stored = { domain: domain ?? "", path: path ?? "/", name, content, expiresAt };
        changed.set(JSON.stringify([stored.domain, stored.path, name]), stored);
      }
      return undefined;
    },
    async save() {
      const cookies = [...changed.values()];
      changed.clear();
      if (cookies.length > 0) await store.save(pair.from, pair.to, cookies, now());
    },
  };
}

function jarOf(stored: readonly StoredCookie[]): CookieJar | undefined {
  if (stored.length === 0) return undefined;
  const empty = new CookieJar(null, jarOptions).serializeSync();
  const cookies = stored.map(({ content }) => JSON.parse(content));
  return empty && CookieJar.deserializeSync({ ...empty, cookies });
}

// Apps run on localhost and behind odd names while they are made.
const jarOptions = { rejectPublicSuffixes: false, allowSpecialUseDomain: true, looseMode: false };

function cookieFault(text: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  if (/[\x00-\x1f\x7f]/.test(text)) return "A Set-Cookie header holds a control character.";
  return /^\s*(=|;|$)/.test(text) ? "A Set-Cookie header names no cookie." : undefined;
}
