import type { WebhookRequest } from "./webhook-request.ts";

type Tokens = string | readonly string[];

/** A request that was turned away, for a log. Token and message body are not in it. */
export interface Rejection {
  readonly reason: "signature_missing" | "signature_invalid" | "url_unknown" | "body_unsigned";
  /** The string that was signed here, the value of `Body` withheld; empty without a URL. */
  readonly signedString: string;
  /** What is most often the cause. */
  readonly hints: readonly string[];
}

/** The proxy headers that can say under which URL the request came in from outside. */
export type ProxyHeader =
  | "x-forwarded-proto"
  | "x-forwarded-host"
  | "x-forwarded-port"
  | "x-forwarded-prefix";

/** How requests are verified. */
export interface WebhookOptions {
  /**
   * The account's auth token; several while one replaces the other; or a function of the
   * AccountSid, which is not verified yet and only chooses a token.
   */
  readonly authToken:
    | Tokens
    | ((accountSid: string) => Tokens | undefined | Promise<Tokens | undefined>);
  /**
   * The URL under which the platform reaches this server, such as `https://app.example.com`: path
   * and query of the request are put behind it as they came. A function returns the whole URL.
   */
  readonly publicUrl?: string | ((request: WebhookRequest) => string) | undefined;
  /** Instead of `publicUrl`: the headers that a proxy of yours sets on every request. */
  readonly trustProxy?: readonly ProxyHeader[] | undefined;
  /** Told of each request that is turned away with 403. */
  readonly onRejected?: ((rejection: Rejection) => void) | undefined;
}
