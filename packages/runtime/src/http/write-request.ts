import { type FormPairs, sign, signatureBase, signedUrl, writeForm } from "@repartee/protocol";

/** What is to be written and signed. */
export interface UnwrittenRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly params: FormPairs;
  readonly authToken: string;
  readonly idempotencyToken: string;
  /** Where it goes; default: the origin of the URL. */
  readonly origin?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A request as it goes out. */
export interface WrittenRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  /** Where it goes: mostly the URL's own. */
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** The exact string that the signature covers. */
  readonly signedString: string;
}

/** Writes a request with all headers of the platform, and signs it. */
export function writeRequest(request: UnwrittenRequest): WrittenRequest {
  const { method, params, authToken, idempotencyToken } = request;
  const form = writeForm(params);
  const isGet = method === "GET";
  const url = isGet ? withQuery(signedUrl(request.url), form) : signedUrl(request.url);
  const signed = { url, params: isGet ? [] : params };
  return {
    method,
    url,
    origin: request.origin ?? new URL(url).origin,
    headers: {
      "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
      "X-Twilio-Signature": sign({ authToken, ...signed }),
      "I-Twilio-Idempotency-Token": idempotencyToken,
      "X-Home-Region": "us1",
      "User-Agent": "TwilioProxy/1.1",
      Accept: "*/*",
      ...request.headers,
    },
    body: isGet ? null : form,
    signedString: signatureBase(url, signed.params),
  };
}

/** The headers for the record, without credentials. */
export function recordedHeaders({
  headers,
}: WrittenRequest): readonly (readonly [string, string])[] {
  return Object.entries(headers).map(([name, value]) => [
    name,
    name === "Authorization" ? `${value.split(" ", 1)[0]} (not shown)` : value,
  ]);
}

/** Appends as text: the configured query is signed as it stands, never re-encoded. */
function withQuery(url: string, form: string): string {
  if (form === "") return url;
  return `${url}${url.includes("?") ? "&" : "?"}${form}`;
}
