import { parse, stringify } from "node:querystring";

/** Query parameters of which every order is tried; six orders of three, twenty-four of four. */
const MAX_REORDERED = 4;

/**
 * The other spellings under which the platform may have signed this URL, the likeliest first: with
 * and without the scheme's standard port; with its query encoded otherwise (`'` or
 * `%27`, `+` or `%20`); with its query in another order.
 *
 * The platform's documentation keeps an explicit port and signs the configured text. What it sends
 * is known to be inconsistent: clients re-encode and re-sort the query on the way. Scheme, host,
 * path and parameters stay what they are in each.
 */
export function* otherUrlForms(url: string): Generator<string> {
  const seen = new Set([url]);
  for (const spelling of [...spellings(url), ...orders(url)]) {
    for (const form of [spelling, withoutPort(spelling), withStandardPort(spelling)]) {
      if (seen.has(form)) continue;
      seen.add(form);
      yield form;
    }
  }
}

function* spellings(url: string): Generator<string> {
  yield url;
  yield url.replaceAll("%27", "'");
  yield new URL(url).href;
  const { address, query } = split(url);
  // No client can have encoded half a character.
  if (query === undefined || /\p{Surrogate}/u.test(query)) return;
  yield `${address}?${stringify(parse(query))}`;
  yield `${address}?${new URLSearchParams(query)}`;
}

// Only names that differ: the order of equal ones means something.
function* orders(url: string): Generator<string> {
  const { address, query } = split(url);
  const parts = query?.split("&") ?? [];
  const names = new Set(parts.map((part) => part.split("=", 1)[0]));
  if (parts.length < 2 || parts.length > MAX_REORDERED || names.size < parts.length) return;
  for (const order of permutations(parts)) yield `${address}?${order.join("&")}`;
}

function* permutations(items: readonly string[]): Generator<readonly string[]> {
  if (items.length < 2) yield items;
  else
    for (const [index, item] of items.entries())
      for (const rest of permutations(items.toSpliced(index, 1))) yield [item, ...rest];
}

function split(url: string): { readonly address: string; readonly query: string | undefined } {
  const at = url.indexOf("?");
  return at < 0
    ? { address: url, query: undefined }
    : { address: url.slice(0, at), query: url.slice(at + 1) };
}

const authority = /^(https?:\/\/(?:[^/?#@]*@)?)(\[[^\]]*\]|[^/?#:]*)(:\d+)?/i;

function withoutPort(url: string): string {
  return url.replace(authority, "$1$2");
}

function withStandardPort(url: string): string {
  const standard = /^https:/i.test(url) ? ":443" : ":80";
  return url.replace(
    authority,
    (_, scheme: string, host: string, port: string = standard) => scheme + host + port,
  );
}
