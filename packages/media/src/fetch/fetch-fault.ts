import { errorCodeOf, isReparteeError, ReparteeError } from "@repartee/protocol";
import type { Dispatcher } from "undici";
import { providerOriginOf } from "../reach/provider-origin.ts";
import type { FetchMediaOptions } from "./fetch-options.ts";

/** Which time limit ended a fetch, by the code of the client's error. */
const timeLimits: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: "connect",
  ETIMEDOUT: "connect",
  UND_ERR_HEADERS_TIMEOUT: "first-byte",
  UND_ERR_BODY_TIMEOUT: "idle",
};

/**
 * What a failed hop is to the caller: a stable code, the hop, the host; never path, query or
 * credentials.
 *
 * @param isAnswering has the head of the media's answer come already?
 */
export function explainFault(
  error: unknown,
  url: URL,
  hop: number,
  signal: AbortSignal,
  isAnswering: boolean,
): unknown {
  const details = { hop, host: url.host };
  if (signal.aborted) {
    if (!isReparteeError(signal.reason)) return signal.reason;
    return new ReparteeError(signal.reason.code, signal.reason.message, {
      details: { ...signal.reason.details, ...details },
    });
  }
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!isReparteeError(cause)) continue;
    return new ReparteeError(cause.code, cause.message, {
      cause: cause.cause,
      details: { ...cause.details, ...details },
    });
  }
  const code = codeOf(error);
  const limit = timeLimits[code];
  if (limit !== undefined) {
    return new ReparteeError("media_timeout", `${url.host} did not send the media in time.`, {
      cause: error,
      details: { ...details, limit },
    });
  }
  if (isAnswering) {
    return new ReparteeError("media_incomplete", `${url.host} sent a broken answer (${code}).`, {
      cause: error,
      details,
    });
  }
  return new ReparteeError("media_unreachable", `${url.host} cannot be reached (${code}).`, {
    cause: error,
    details,
  });
}

/** What the status of an answer without media means to the caller. */
export function statusFault(
  { statusCode: status, headers }: Pick<Dispatcher.ResponseData, "statusCode" | "headers">,
  asked: AskedMedia,
  options: FetchMediaOptions,
): ReparteeError {
  const isUnauthorized = status === 401 || status === 403;
  const hint = isUnauthorized ? ` ${credentialsHint(asked, options)}` : "";
  const message = `Expected 200 with the media from ${asked.url.host}, got ${status}.${hint}`;
  const retryAfter = Number(headers["retry-after"]);
  return new ReparteeError("media_http_status", message, {
    details: { status, ...(retryAfter >= 0 && { retryAfterMs: retryAfter * 1_000 }) },
  });
}

/** A request for media. */
export interface AskedMedia {
  readonly url: URL;
  /** 0 for the URL that was given, more after redirects. */
  readonly hop: number;
  readonly hasCredentials: boolean;
}

function credentialsHint(
  { url, hop, hasCredentials }: AskedMedia,
  options: FetchMediaOptions,
): string {
  if (hasCredentials && options.useUserInfo) return "Check the user name and password in the URL.";
  if (hasCredentials) return "Check account SID and auth token.";
  if (hop > 0) return "No credentials were sent: they are not sent after a redirect.";
  if (options.useUserInfo) return "No credentials were sent: the URL has none.";
  const origins = `they go only to ${providerOriginOf(options)}`;
  const provider = `Set providerOrigin to ${url.origin} if the provider serves its media there.`;
  return options.credentials
    ? `No credentials were sent: ${origins}. ${provider}`
    : "No credentials were sent: none are set.";
}

function codeOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = errorCodeOf(cause);
    if (code !== undefined) return code;
  }
  return "no code";
}
