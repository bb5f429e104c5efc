import { isReparteeError, ReparteeError } from "@repartee/protocol";

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

function codeOf(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && typeof cause.code === "string") return cause.code;
  }
  return "no code";
}
