import { parse, stringify } from "node:querystring";
import { domainToUnicode } from "node:url";
import type { PublicUrl } from "./public-url.ts";

/** Query parameters of which every order is tried; six orders of three, twenty-four of four. */
const MAX_REORDERED = 4;

/**
 * The other spellings under which Twilio may have signed this URL, the likeliest first: with and
 * without the scheme's standard port; with and without the slash of a bare origin; with its host in
 * another case; with its path and query encoded otherwise (`'` or `%27`, `+` or `%20`, `ü` or
 * `%C3%BC`); with its query in another order.
 *
 * The documentation keeps an explicit port and signs the configured text. What arrives is another
 * spelling of it: clients add the slash, re-encode and re-sort on the way. Scheme, host, path and
 * parameters stay what they are in each.
 *
 * @param hostHeader the Host header, whose spelling is tried when it is the same host.
 */
export function* otherUrlForms(
  { url, isRoot }: PublicUrl,
  hostHeader: string | undefined,
): Generator<string> {
  const seen = new Set([url]);
  for (const root of [url, ...roots(url, isRoot)]) {
    for (const spelling of [...spellings(root, hostHeader), ...orders(root)]) {
      for (const form of [spelling, withoutPort(spelling), withStandardPort(spelling)]) {
        if (seen.has(form)) continue;
        seen.add(form);
        yield form;
      }
    }
  }
}

// A bare origin and its root are one URL (RFC 3986, section 6.2.3); an empty query says nothing.
function* roots(url: string, isRoot: boolean): Generator<string> {
  const { address, query } = split(url);
  const rest = query === undefined ? "" : `?${query}`;
  const path = address.replace(/^https?:\/\/[^/]*/i, "");
  if (path === "") yield `${address}/${rest}`;
  if (path === "/" || (isRoot && path.endsWith("/"))) {
    yield address.slice(0, -1) + rest;
    if (!rest) yield `${address.slice(0, -1)}?`;
  }
  if (query === undefined) yield `${address}?`;
  if (query === "") yield address;
}

function* spellings(url: string, hostHeader: string | undefined): Generator<string> {
  yield url;
  yield url.replaceAll("%27", "'");
  const { href, hostname } = new URL(url);
  yield href;
  if (hostHeader) yield withHost(url, hostHeader);
  if (hostname.includes("xn--")) yield withHost(url, domainToUnicode(hostname));
  yield unescaped(url);
  const { address, query } = split(url);
  // No client can have encoded half a character.
  if (query === undefined || /\p{Surrogate}/u.test(query)) return;
  yield `${address}?${stringify(parse(query))}`;
  yield `${address}?${new URLSearchParams(query)}`;
}

// What a client has to encode, as it may stand in a configured URL: blanks, quotes, other scripts.
function unescaped(url: string): string {
  return url.replace(
    /%20|%22|%3c|%3e|%5b|%5d|%5e|%60|%7b|%7c|%7d|(?:%[89a-f][0-9a-f])+/gi,
    (part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return part;
      }
    },
  );
}

// Only names that differ: the order of equal ones means something.
function* orders(url: string): Generator<string> {
  const { address, query } = split(url);
  const parts = query?.split("&", MAX_REORDERED + 1) ?? [];
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

/** The URL with its host as it is spelled there; the same URL when it is another host. */
function withHost(url: string, spelled: string): string {
  const [host = ""] = /^(?:\[[^\]]*\]|[^:]*)/.exec(spelled) ?? [];
  return url.replace(authority, (all, scheme: string, own: string, port: string = "") =>
    isSameHost(own, host) ? scheme + host + port : all,
  );
}

function isSameHost(one: string, other: string): boolean {
  const [a, b] = [`http://${one}`, `http://${other}`];
  return URL.canParse(a) && URL.canParse(b) && new URL(a).host === new URL(b).host;
}

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
