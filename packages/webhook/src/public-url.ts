import { ReparteeError } from "@repartee/protocol";
import type { WebhookOptions } from "./options.ts";
import type { WebhookRequest } from "./webhook-request.ts";

// A target that does not begin with a slash would become part of the host: it makes no URL.

/** Tells the URL that the platform called, or `undefined` when a header is missing or makes no URL. */
export type UrlResolver = (request: WebhookRequest) => string | undefined;

/**
 * Makes the resolver from the options. The URL is never guessed.
 *
 * @throws ReparteeError `options_invalid` when neither `publicUrl` nor `trustProxy` is given, or
 * `publicUrl` is no http(s) URL.
 */
export function createUrlResolver({ publicUrl, trustProxy }: WebhookOptions): UrlResolver {
  if (typeof publicUrl === "function") {
    return (request) => {
      const url = publicUrl(request);
      return isHttpUrl(url) ? url : undefined;
    };
  }
  if (publicUrl !== undefined) {
    if (!isHttpUrl(publicUrl)) {
      throw new ReparteeError(
        "options_invalid",
        `publicUrl must be an http(s) URL such as https://app.example.com, got "${publicUrl}".`,
      );
    }
    const base = publicUrl.replace(/\/+$/, "");
    // Checked once: whatever path is put behind an origin, it stays a URL.
    return ({ target }) => (target.startsWith("/") ? base + target : undefined);
  }
  if (trustProxy === undefined) {
    throw new ReparteeError(
      "options_invalid",
      "Give publicUrl, the URL under which the platform reaches this server (it is part of what is signed), or name the proxy headers to trust with trustProxy.",
    );
  }
  return (request) => {
    const trusted = (name: (typeof trustProxy)[number]) =>
      // A chain of proxies appends; the first value is what the outermost one saw.
      trustProxy.includes(name) ? request.header(name)?.split(",", 1)[0]?.trim() : undefined;
    const scheme = trusted("x-forwarded-proto");
    const host = trusted("x-forwarded-host") ?? request.header("host");
    if (!scheme || !host) return undefined;
    const port = trusted("x-forwarded-port");
    const isStandard = port === undefined || port === (scheme === "https" ? "443" : "80");
    const authority = isStandard || /:\d+$/.test(host) ? host : `${host}:${port}`;
    const prefix = trusted("x-forwarded-prefix") ?? "";
    const url = `${scheme}://${authority}${prefix}${request.target}`;
    return request.target.startsWith("/") && isHttpUrl(url) ? url : undefined;
  };
}

function isHttpUrl(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
