import type { Credentials } from "./http-auth.ts";

/** The user info of a URL, if it has one; not `ok` when its percent-encoding is broken. */
export function urlCredentials(
  url: string,
): { readonly ok: true; readonly value: Credentials | undefined } | { readonly ok: false } {
  if (!url.includes("@") || !URL.canParse(url)) return { ok: true, value: undefined };
  const { username, password } = new URL(url);
  if (username === "" && password === "") return { ok: true, value: undefined };
  try {
    const value = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
    return { ok: true, value };
  } catch {
    return { ok: false };
  }
}
