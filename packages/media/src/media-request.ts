import type { Readable } from "node:stream";
import { ReparteeError } from "@repartee/protocol";
import { type Dispatcher, request } from "undici";
import { explainFault } from "./fetch-fault.ts";
import { type FetchMediaOptions, maxRedirects, providerOriginOf } from "./fetch-options.ts";
import { createGuardedAgent, highWaterMark } from "./guarded-agent.ts";
import { conditionalHeaders } from "./media-cache.ts";
import { createOriginGate } from "./origin-gate.ts";

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
  const agent = createGuardedAgent(createOriginGate(options), options);
  const hops: string[] = [];
  let isAnswering = false;
  let next = parseMediaUrl(url);
  try {
    for (;;) {
      hops.push(next.href);
      const headers = headersFor(next, hops.length === 1, options);
      const response = await request(next, { dispatcher: agent, signal, headers, highWaterMark });
      const location = redirectOf(response);
      if (location === undefined) {
        const answer = answerOf(response, hops);
        isAnswering = true;
        return await read(answer);
      }
      // The page that comes with a redirect is not wanted, however long it is.
      response.body.on("error", () => {}).destroy();
      if (hops.length > maxRedirects) {
        throw new ReparteeError("media_redirects", `More than ${maxRedirects} redirects.`);
      }
      next = parseMediaUrl(location, next.href);
    }
  } catch (error) {
    throw explainFault(error, new URL(hops.at(-1) ?? next), hops.length - 1, signal, isAnswering);
  } finally {
    agent.destroy().catch(() => {});
  }
}

function parseMediaUrl(url: string, base?: string): URL {
  const parsed = URL.canParse(url, base) ? new URL(url, base) : undefined;
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
  isFirst: boolean,
  options: FetchMediaOptions,
): Record<string, string> {
  const headers: Record<string, string> = {
    Accept: "*/*",
    "Accept-Encoding": "identity",
    "User-Agent": "Repartee",
    ...conditionalHeaders(options.cache?.get(url.href)),
  };
  if (options.credentials && isFirst && url.origin === providerOriginOf(options)) {
    const { username, password } = options.credentials;
    headers.Authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  }
  return headers;
}

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData): string | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return undefined;
  return typeof headers.location === "string" ? headers.location : undefined;
}

function answerOf(
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  hops: readonly string[],
): MediaAnswer {
  if (status === 200 || status === 304) return { status, headers, body, hops };
  body.on("error", () => {}).destroy();
  const retryAfter = Number(headers["retry-after"]);
  const hint = status === 401 || status === 403 ? " Check account SID and auth token." : "";
  throw new ReparteeError(
    "media_http_status",
    `Expected 200 with the media, got ${status}.${hint}`,
    {
      details: {
        status,
        ...(retryAfter >= 0 && { retryAfterMs: retryAfter * 1_000 }),
      },
    },
  );
}
