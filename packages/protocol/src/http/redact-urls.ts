/**
 * Replaces the user info of every URL in a text with `***`: `https://me:secret@host/` becomes
 * `https://***@host/`. Exchanges, recordings, alerts, logs and everything that is printed go through
 * this function; a user info may be an API key without a colon, so the name is replaced too.
 *
 * Finds URLs in plain text, markup, JSON (`https:\/\/`) and form fields (`https%3A%2F%2F`). A password
 * with a stray `/`, `?` or `#` makes the URL invalid; it is replaced all the same.
 */
export function redactUrls(text: string): string {
  if (!text.includes("@") && !text.includes("%40")) return text;
  let redacted = "";
  let done = 0;
  for (const { index, 0: scheme } of text.matchAll(schemeEnd)) {
    const start = index + scheme.length;
    if (start < done) continue;
    const end = userInfoEnd(text, start, scheme.startsWith("%") ? encoded : plain);
    if (end === 0) continue;
    redacted += `${text.slice(done, start)}***`;
    done = start + end;
  }
  return redacted + text.slice(done);
}

const schemeEnd = /:(?:\/|\\\/){2}|%3a%2f%2f/gi;

interface Spelling {
  readonly at: RegExp;
  /** What the authority of a URL ends at. */
  readonly end: RegExp;
}

const plain: Spelling = { at: /@/g, end: /[\s"'<>`/?#\\]/ };
const encoded: Spelling = { at: /%40/gi, end: /[\s"'<>`&]|%2f|%3f|%23/i };
// What a URL in a text ends at.
const urlEnd = /[\s"'<>`]/;

const MAX_USER_INFO = 4_096;
// Where a stray character ends the authority early, so much of what follows is searched.
const MAX_STRAY = 256;

/** How many characters the user info has that begins at `start`; 0: there is none. */
function userInfoEnd(text: string, start: number, { at, end }: Spelling): number {
  const authority = upTo(text.slice(start, start + MAX_USER_INFO), end);
  const found = lastMatch(authority, at);
  if (found > 0 || isHostAndPort(authority)) return found;
  return lastMatch(upTo(text.slice(start, start + MAX_STRAY), urlEnd), at);
}

/** Otherwise a colon precedes what is not a port: a password that goes on behind a stray character. */
function isHostAndPort(authority: string): boolean {
  return authority.startsWith("[") || !/(?::|%3a)(?!\d*[,.;)]*$)/i.test(authority);
}

function upTo(text: string, end: RegExp): string {
  const index = text.search(end);
  return index < 0 ? text : text.slice(0, index);
}

function lastMatch(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? 0;
}
