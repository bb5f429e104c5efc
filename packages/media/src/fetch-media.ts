import { createHash } from "node:crypto";
import { isReparteeError, MAX_MESSAGE_BYTES, ReparteeError } from "@repartee/protocol";
import { type Agent, type Dispatcher, request } from "undici";
import { type AddressClass, classifyAddress } from "./address-class.ts";
import { defaultProviderOrigin, type FetchMediaOptions, maxHops } from "./fetch-options.ts";
import { createGuardedAgent } from "./guarded-agent.ts";
import type { Media } from "./media.ts";
import { attachmentName, checkType, declaredTypeOf } from "./media-headers.ts";

/**
 * Fetches one media item.
 *
 * Only public addresses are reached, unless `allow` or an explicit `providerOrigin` says otherwise;
 * redirects are checked each like the first URL, and get no credentials.
 *
 * @throws ReparteeError `media_url_invalid`, `media_blocked`, `media_too_large`, `media_timeout`,
 * `media_http_status`, `media_redirects`, `media_type_mismatch` or `media_unreachable`; its details
 * name the hop, never a credential.
 */
export async function fetchMedia(url: string, options: FetchMediaOptions = {}): Promise<Media> {
  const { totalMs = 30_000, idleMs = 10_000, maxBytes = MAX_MESSAGE_BYTES } = options;
  const timeout = AbortSignal.timeout(totalMs);
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
  const hops: string[] = [];
  let next = parseUrl(url, url);
  for (;;) {
    hops.push(next.href);
    let agent: Agent | undefined;
    try {
      agent = agentFor(next, options, idleMs);
      const response = await request(next, {
        dispatcher: agent,
        signal,
        headers: headersFor(next, hops, options),
      });
      const location = redirectOf(response, next);
      if (location === undefined) return await readMedia(response, hops, maxBytes);
      await response.body.dump();
      if (hops.length > maxHops) {
        throw new ReparteeError("media_redirects", `Over ${maxHops} redirects from ${hops[0]}.`);
      }
      next = location;
    } catch (error) {
      throw explain(error, hops, options.signal);
    } finally {
      // Nothing is kept open: one answer was all that was wanted.
      void agent?.destroy();
    }
  }
}

function parseUrl(url: string, base: string): URL {
  const parsed = URL.canParse(url, base) ? new URL(url, base) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol)) {
    throw new ReparteeError("media_url_invalid", "Expected an absolute http(s) URL of media.");
  }
  // User info in a URL would end up in logs and at redirect targets.
  parsed.username = "";
  parsed.password = "";
  return parsed;
}

function providerOrigin({ providerOrigin: given }: FetchMediaOptions): string {
  return new URL(given ?? defaultProviderOrigin).origin;
}

function agentFor(url: URL, options: FetchMediaOptions, idleMs: number): Agent {
  const { allow = [] } = options;
  const isOpened =
    allow.some((entry) => URL.canParse(entry) && new URL(entry).origin === url.origin) ||
    (options.providerOrigin !== undefined && providerOrigin(options) === url.origin);
  const permit = (kind: AddressClass) =>
    kind === "public" ||
    (isOpened && kind !== "reserved") ||
    (kind === "loopback" && allow.includes("loopback"));
  // A literal address is connected to without a lookup, so it is checked here.
  const isLiteral = /^(\[.*\]|[\d.]+)$/.test(url.hostname);
  if (isLiteral && !permit(classifyAddress(url.hostname))) {
    const addressClass = classifyAddress(url.hostname);
    throw new ReparteeError(
      "media_blocked",
      `Refused ${url.host}: it is a ${addressClass} address.`,
      {
        details: { addressClass },
      },
    );
  }
  return createGuardedAgent(permit, idleMs);
}

function headersFor(
  url: URL,
  hops: readonly string[],
  options: FetchMediaOptions,
): Record<string, string> {
  const headers: Record<string, string> = {
    Accept: "*/*",
    "Accept-Encoding": "identity",
    "User-Agent": "Repartee",
  };
  if (options.credentials && hops.length === 1 && url.origin === providerOrigin(options)) {
    const { username, password } = options.credentials;
    headers.Authorization = `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
  }
  return headers;
}

function redirectOf(response: Dispatcher.ResponseData, base: URL): URL | undefined {
  const location = response.headers.location;
  const isRedirect = [301, 302, 303, 307, 308].includes(response.statusCode);
  return isRedirect && typeof location === "string" ? parseUrl(location, base.href) : undefined;
}

async function readMedia(
  response: Dispatcher.ResponseData,
  hops: readonly string[],
  maxBytes: number,
): Promise<Media> {
  if (response.statusCode !== 200) {
    throw new ReparteeError(
      "media_http_status",
      `The server answered ${response.statusCode} instead of the media.`,
      {
        details: { status: response.statusCode },
      },
    );
  }
  const encoding = response.headers["content-encoding"];
  if (encoding !== undefined && encoding !== "identity") {
    throw new ReparteeError(
      "media_encoding",
      `The media came compressed (${encoding}), which was not asked for.`,
    );
  }
  const bytes = await readBytes(response, maxBytes);
  const declaredType = declaredTypeOf(response.headers["content-type"]);
  return {
    contentType: await checkType(bytes, declaredType),
    declaredType,
    bytes,
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    filename: attachmentName(response.headers["content-disposition"]),
    source: hops[0] ?? "",
    hops,
  };
}

async function readBytes(response: Dispatcher.ResponseData, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    // Counted here: what Content-Length says is not believed.
    if (size > maxBytes) {
      throw new ReparteeError("media_too_large", `The media is larger than ${maxBytes} bytes.`, {
        details: { maxBytes },
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function explain(error: unknown, hops: readonly string[], outer: AbortSignal | undefined): unknown {
  if (outer?.aborted) return outer.reason;
  const hop = hops.length - 1;
  const host = new URL(hops[hop] ?? "").host;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (isReparteeError(cause)) {
      return new ReparteeError(cause.code, cause.message, {
        cause,
        details: { ...cause.details, hop, host },
      });
    }
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const isLate =
    /TIMEOUT|ABORT/i.test(code) || (error instanceof Error && /Timeout|Abort/.test(error.name));
  return isLate
    ? new ReparteeError("media_timeout", `${host} did not send the media in time.`, {
        cause: error,
        details: { hop, host },
      })
    : new ReparteeError("media_unreachable", `${host} cannot be reached (${code || "no code"}).`, {
        cause: error,
        details: { hop, host },
      });
}
