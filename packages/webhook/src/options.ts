import type { MessageSid, ReparteeError } from "@repartee/protocol";
import type { Answer } from "./answer.ts";
import type { ClaimStore } from "./claims/claim-store.ts";
import type { LateAnswer } from "./deadline.ts";
import type { Rejection } from "./rejection.ts";
import type { WebhookRequest } from "./request/webhook-request.ts";

type Tokens = string | readonly string[];

/** The proxy headers that can say under which URL the request came in from outside. */
export type ProxyHeader =
  | "x-forwarded-proto"
  | "x-forwarded-host"
  | "x-forwarded-port"
  | "x-forwarded-prefix";

/** What makes two requests the same delivery. */
export type ClaimBy = "message" | "token";

/** How requests are verified and answered. */
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
  /** Told of each request that is turned away with 403. By default it is logged as a warning. */
  readonly onRejected?: ((rejection: Rejection) => void) | undefined;
  /**
   * Told of everything that is thrown, in every host: by the handler, or on the way to it (then
   * without a SID). What it returns is the answer; nothing means 500, after which the platform asks
   * the fallback URL. By default the error is logged.
   */
  readonly onError?:
    | ((error: unknown, messageSid: MessageSid | undefined) => Answer | Promise<Answer>)
    | undefined;
  /**
   * Milliseconds until an empty reply is sent in place of an answer that is not ready.
   *
   * @defaultValue 13 000, of the 15 000 after which the platform gives up.
   */
  readonly deadlineMs?: number | undefined;
  /** Told of an answer that came after the deadline and was not sent. By default it is logged. */
  readonly onLateAnswer?: ((late: LateAnswer) => void) | undefined;
  /**
   * Where deliveries are claimed, so that each is handled once; `false` handles every repeat.
   *
   * @defaultValue the memory of this process
   */
  readonly claims?: ClaimStore | false | undefined;
  /**
   * `"message"`: the same signed request for the same message is the same delivery, whatever its
   * idempotency token. `"token"`: the same idempotency token for the same message; for apps that
   * redirect to the very URL they answer on. No signature covers the token, so that a captured
   * request runs again when it is sent with another one.
   *
   * @defaultValue "message"
   */
  readonly claimBy?: ClaimBy | undefined;
}

/** How inbound messages are received. */
export interface InboundOptions<M = never> extends WebhookOptions {
  /**
   * Fetches a media item for `media[0].fetch()`; `createMediaFetcher(…)` of `@repartee/media` fits.
   * Without it, `fetch()` rejects with {@link ReparteeError} `media_unconfigured`.
   */
  readonly fetchMedia?: ((url: string) => Promise<M>) | undefined;
}
