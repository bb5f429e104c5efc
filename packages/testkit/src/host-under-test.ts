import type { InboundHandler, InboundOptions, StatusHandler } from "@repartee/webhook";
import { inboundFields } from "./fields.ts";
import { type SignedRequestOptions, signedRequest } from "./signed-request.ts";

/** What the host under test is to mount. */
export interface HostSetup {
  readonly options: InboundOptions<string>;
  /** On POST and GET of `/sms`. */
  readonly onMessage: InboundHandler<string>;
  /** On POST of `/status`. */
  readonly onStatus: StatusHandler;
}

/** A host that listens. */
export interface RunningHost {
  /** Where it listens, such as `http://localhost:3000`. */
  readonly url: string;
  close(): Promise<void>;
}

export const authToken = "12345678901234567890123456789012";
export const publicUrl = "https://app.example.com";
export const sms: string = `${publicUrl}/sms`;

/** One host after another, and what is sent to it. */
export interface HostUnderTest {
  /** Starts a host with these handlers. */
  host(
    onMessage: InboundHandler<string>,
    options?: Partial<InboundOptions<string>>,
    onStatus?: StatusHandler,
  ): Promise<void>;
  /** Where it listens. */
  url(): string;
  /**
   * Sends a signed message, or what is given.
   *
   * @param target path and query in place of those that were signed.
   * @param forgedBody in place of the body that was signed.
   */
  send(
    options?: Partial<SignedRequestOptions>,
    target?: string,
    forgedBody?: string,
  ): Promise<{ readonly status: number; readonly type: string | null; readonly text: string }>;
  close(): Promise<void>;
}

/** Has the hosts of a contract started, one for each test. */
export function createHostUnderTest(
  start: (setup: HostSetup) => Promise<RunningHost>,
): HostUnderTest {
  let running: RunningHost | undefined;
  const url = () => running?.url ?? "";
  return {
    url,
    async host(onMessage, options = {}, onStatus = () => {}) {
      await running?.close();
      running = await start({
        options: { authToken, publicUrl, onRejected: () => {}, ...options },
        onMessage,
        onStatus,
      });
    },
    async send(options = {}, target, forgedBody) {
      const request = signedRequest({ authToken, url: sms, params: inboundFields(), ...options });
      const { method, headers } = request;
      const body = forgedBody ?? request.body;
      const answer = await fetch(`${url()}${target ?? request.target}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      return {
        status: answer.status,
        type: answer.headers.get("content-type"),
        text: await answer.text(),
      };
    },
    async close() {
      await running?.close();
      running = undefined;
    },
  };
}
