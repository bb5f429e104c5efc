import type { Readable } from "node:stream";
import { locationUrl, ReparteeError } from "@repartee/protocol";
import { type Dispatcher, request } from "undici";
import { createGuardedAgent, highWaterMark } from "../reach/guarded-agent.ts";
import { createOriginGate } from "../reach/origin-gate.ts";
import { explainFault, statusFault } from "./fetch-fault.ts";
import { type FetchMediaOptions, maxRedirects } from "./fetch-options.ts";
import { conditionalHeaders } from "./media-cache.ts";
import { authorize } from "./media-credentials.ts";

/** The answer at the end of all redirects: 200, or 304 to a question about a kept answer. */
export interface MediaAnswer {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Readable;
  /** Every URL that was asked; the last one gave this answer. */
  readonly hops: readonly string[];
}

/** Asks for media once, follows redirects, and hands the answer to `read` while it is open. */
export async function requestMedia<T>(
  url: string,
  options: FetchMediaOptions,
  signal: AbortSignal,
  read: (answer: MediaAnswer) => Promise<T>,
): Promise<T> {
  // One agent for all hops and no longer: nothing stays open when the media is here.
  const agent = createGuardedAgent(createOriginGate(options), options, () => next);
  const hops: string[] = [];
  let isAnswering = false;
  let next = parseMediaUrl(url);
  try {
    for (;;) {
      hops.push(next.href);
      const authorization = hops.length === 1 ? authorize(url, options) : undefined;
      const headers = headersFor(next, authorization, options);
      const response = await request(next, { dispatcher: agent, signal, headers, highWaterMark });
      const location = redirectOf(response);
      if (location === undefined) {
        const { statusCode: status, headers, body } = response;
        if (status !== 200 && status !== 304) {
          body.on("error", () => {}).destroy();
          const hasCredentials = authorization !== undefined;
          throw statusFault(response, { url: next, hop: hops.length - 1, hasCredentials }, options);
        }
        isAnswering = true;
        return await read({ status, headers, body, hops });
      }
      // The page that comes with a redirect is not wanted, however long it is.
      response.body.on("error", () => {}).destroy();
      if (hops.length > maxRedirects) {
        throw new ReparteeError("media_redirects", `More than ${maxRedirects} redirects.`);
      }
      next = parseMediaUrl(locationUrl(location, next.href) ?? "");
    }
  } catch (error) {
    throw explainFault(error, new URL(hops.at(-1) ?? next), hops.length - 1, signal, isAnswering);
  } finally {
    agent.destroy().catch(() => {});
  }
}

function parseMediaUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.hostname === "") {
    throw new ReparteeError("media_url_invalid", "Expected an absolute http(s) URL of media.");
  }
  // User info in a URL would end up in logs and at redirect targets.
  parsed.username = "";
  parsed.password = "";
  parsed.hash = "";
  return parsed;
}

function headersFor(
  url: URL,
  authorization: string | undefined,
  options: FetchMediaOptions,
): Record<string, string> {
  return {
    Accept: "*/*",
    "Accept-Encoding": "identity",
    "User-Agent": "Repartee",
    ...conditionalHeaders(options.cache?.get(url.href)),
    ...(authorization === undefined ? {} : { Authorization: authorization }),
  };
}

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData): string | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return undefined;
  return typeof headers.location === "string" ? headers.location : undefined;
}
