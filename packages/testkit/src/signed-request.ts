import { bodySha256, type FormPairs, sign, writeForm } from "@repartee/protocol";

/** What to sign. */
export interface SignedRequestOptions {
  readonly authToken: string;
  /** The whole URL as the platform has it configured; what is signed. */
  readonly url: string;
  readonly params: FormPairs;
  /** @defaultValue "POST" */
  readonly method?: "POST" | "GET" | undefined;
  /** Sent in place of a form, with its hash in the query, as some products of the platform do. */
  readonly json?: unknown;
  /** Headers to add or to replace. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A request as the platform makes it; fits `fetch(url, request)`. */
export interface SignedRequest {
  readonly method: "POST" | "GET";
  /** Path and query, to be put behind the host under test. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/**
 * Makes a signed webhook request.
 *
 * @example
 * const { target, ...request } = signedRequest({ authToken, url, params: inboundFields() });
 * await fetch(`http://localhost:3000${target}`, request);
 */
export function signedRequest(options: SignedRequestOptions): SignedRequest {
  const { authToken, params, method = "POST", json, headers } = options;
  const text = json === undefined ? undefined : JSON.stringify(json);
  const isForm = method === "POST" && text === undefined;
  const query = [
    ...(isForm ? [] : params),
    ...(text === undefined ? [] : [["bodySHA256", bodySha256(text)] as const]),
  ];
  const separator = options.url.includes("?") ? "&" : "?";
  const url = query.length === 0 ? options.url : options.url + separator + writeForm(query);
  const contentType = isForm
    ? { "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8" }
    : text === undefined
      ? undefined
      : { "Content-Type": "application/json" };
  return {
    method,
    target: url.replace(/^https?:\/\/[^/?#]*/, ""),
    headers: {
      "User-Agent": "TwilioProxy/1.1",
      ...contentType,
      "X-Twilio-Signature": sign({ authToken, url, params: isForm ? params : [] }),
      ...headers,
    },
    body: isForm ? writeForm(params) : text,
  };
}
