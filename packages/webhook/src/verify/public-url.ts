import { ReparteeError, signedUrl } from "@repartee/protocol";
import type { ProxyHeader, WebhookOptions } from "../options.ts";
import type { WebhookRequest } from "../request/webhook-request.ts";

/** The URL that Twilio called. */
export interface PublicUrl {
  readonly url: string;
  /**
   * Is the path the root of what is mounted below the public URL? With a public URL of
   * `https://host/fn`, the target `/` is both `https://host/fn/` and `https://host/fn`.
   */
  readonly isRoot: boolean;
}

/** The URL that Twilio called, or which part of it is missing. */
export type Resolved =
  | (PublicUrl & { readonly ok: true })
  | { readonly ok: false; readonly hint: string };

export type UrlResolver = (request: WebhookRequest) => Resolved;

/**
 * Makes the resolver from the options. The URL is never guessed.
 *
 * @throws ReparteeError `options_invalid` when neither `publicUrl` nor `trustProxy` is given, or
 * `publicUrl` is not an http(s) URL.
 */
export function createUrlResolver({ publicUrl, trustProxy }: WebhookOptions): UrlResolver {
  if (typeof publicUrl === "function") {
    return (request) => {
      const url = publicUrl(request);
      return isHttpUrl(url)
        ? { ok: true, url, isRoot: false }
        : unknown(`publicUrl must return an http(s) URL, got ${shown(url)}.`);
    };
  }
  if (publicUrl !== undefined) {
    const base = withoutEndingSlashes(asBase(publicUrl));
    // Checked once: whatever path is put behind an origin, it stays a URL.
    return ({ target }) => join(base, target);
  }
  if (trustProxy === undefined) {
    throw new ReparteeError(
      "options_invalid",
      "Give publicUrl, the URL under which Twilio reaches this server (it is part of what is signed), or name the proxy headers to trust with trustProxy.",
    );
  }
  return (request) => {
    const trusted = (name: ProxyHeader) =>
      // A chain of proxies appends; the first value is what the outermost one saw.
      trustProxy.includes(name) ? request.header(name)?.split(",", 1)[0]?.trim() : undefined;
    const scheme = trusted("x-forwarded-proto");
    if (!scheme) {
      return unknown(
        trustProxy.includes("x-forwarded-proto")
          ? "The header x-forwarded-proto, which trustProxy names, is missing: your proxy must set it."
          : "The scheme is unknown: name x-forwarded-proto in trustProxy and let your proxy set it, or give publicUrl.",
      );
    }
    // HTTP/2 may have `:authority` in place of Host (RFC 9113, section 8.3.1).
    const own = request.header("host") ?? request.header(":authority");
    const host = trusted("x-forwarded-host") ?? own;
    if (!host) {
      return unknown(
        trustProxy.includes("x-forwarded-host")
          ? "The header x-forwarded-host, which trustProxy names, and Host are missing."
          : "The header Host is missing.",
      );
    }
    const port = trusted("x-forwarded-port");
    const isStandard = port === undefined || port === (scheme === "https" ? "443" : "80");
    const authority = isStandard || /:\d+$/.test(host) ? host : `${host}:${port}`;
    const base = `${scheme}://${authority}`;
    if (!isOrigin(base)) {
      return unknown(
        `x-forwarded-proto ${shown(scheme)}, host ${shown(host)} and port ${shown(port)} do not make the origin of an http(s) URL.`,
      );
    }
    const prefix = trusted("x-forwarded-prefix") ?? "";
    if (/[?#\s]/.test(prefix))
      return unknown(`x-forwarded-prefix must be a path, got ${shown(prefix)}.`);
    return join(base + asPrefix(prefix), request.target);
  };
}

/**
 * A URL that a path can be put behind. Blanks around it, as environment files have them, are removed.
 * Behind a `#`, path and query would not be signed; behind a `?`, they would never match.
 */
function asBase(publicUrl: string): string {
  const url = publicUrl.trim();
  if (isHttpUrl(url) && !/[?#\s]/.test(url)) return url;
  // Without user info: a password must not reach a log.
  const given = shown(signedUrl(url) + (url.includes("#") ? "#…" : ""));
  throw new ReparteeError(
    "options_invalid",
    `publicUrl must be an http(s) URL without query and fragment, such as https://app.example.com, got ${given}. If the configured URL has a query, leave it out here: the request brings it.`,
  );
}

function join(base: string, target: string): Resolved {
  const path = pathOf(target);
  // A target that does not begin with a slash would become part of the host.
  if (!path.startsWith("/")) {
    return unknown(`The request's target must begin with a slash, got ${shown(target)}.`);
  }
  return { ok: true, url: base + path, isRoot: path === "/" || path.startsWith("/?") };
}

/** The target's path and query: it may be a whole URL (RFC 9112, section 3.2.2), or in raw UTF-8. */
function pathOf(target: string): string {
  const path = target.startsWith("/") ? target : target.replace(/^https?:\/\/[^/?#]*/i, "");
  const rooted = path.startsWith("?") ? `/${path}` : path;
  // HTTP servers hand on bytes one by one, as Latin-1.
  if (!/[\u0080-\u00ff]/.test(rooted) || /[\u0100-\uffff]/.test(rooted)) return rooted;
  const text = Buffer.from(rooted, "latin1").toString();
  return text.includes("\ufffd") ? rooted : text;
}

/** One slash before it and none behind: `/api` for `api/`, nothing for `/`. */
function asPrefix(text: string): string {
  const path = withoutEndingSlashes(text);
  let start = 0;
  while (path[start] === "/") start++;
  return start === path.length ? "" : `/${path.slice(start)}`;
}

function withoutEndingSlashes(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === "/") end--;
  return text.slice(0, end);
}

function unknown(hint: string): Resolved {
  return { ok: false, hint };
}

/** What a header or function has given, for an error: quoted, and not at any length. */
function shown(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function isOrigin(text: string): boolean {
  return isHttpUrl(text) && new URL(text).pathname === "/" && !/[?#@]/.test(text);
}

function isHttpUrl(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
