import { type ConnectionOverrides, MAX_DOCUMENT_BYTES } from "@repartee/protocol";
import { type Dispatcher, errors } from "undici";
import { type HttpFault, httpFault, outOfTime } from "./http-fault.ts";
import { type Answer, createAnswer } from "./webhook-response.ts";
import type { WrittenRequest } from "./write-request.ts";

/** How long a request may take. */
export interface SendLimits {
  readonly connection: ConnectionOverrides;
  /** When all must have ended, by `performance.now()`. */
  readonly deadline: number;
}

/** The answer, or why there is none. */
export type Outcome =
  | { readonly answer: Answer; readonly fault?: undefined; readonly error?: undefined }
  | { readonly answer?: undefined; readonly fault: HttpFault; readonly error: unknown };

/**
 * Sends a request as it was written, and reads the answer. The read timeout runs while nothing comes:
 * from the request's start to the first part of the answer, and between its parts. (The client's own
 * timers are up to a second late.)
 */
export function sendWritten(
  dispatcher: Dispatcher,
  written: WrittenRequest,
  { connection, deadline }: SendLimits,
): Promise<Outcome> {
  const url = new URL(written.url);
  const { host } = new URL(written.origin);
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    let status = 0;
    let headers: Parameters<typeof createAnswer>[1] = {};
    let isSettled = false;
    let silence: NodeJS.Timeout | undefined;
    let abort: ((reason: Error) => void) | undefined;

    const settle = (outcome: Outcome) => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(overtime);
      clearTimeout(silence);
      resolve(outcome);
    };
    const fail = (error: unknown, fault = httpFault(error, host)) => {
      settle({ fault, error });
    };
    const giveUp = (error: Error, fault?: HttpFault) => {
      fail(error, fault);
      abort?.(error);
    };
    const overtime = setTimeout(
      () => giveUp(new Error("Out of time."), outOfTime(host, connection, status > 0)),
      Math.max(0, deadline - performance.now()),
    );
    const finish = () => settle({ answer: createAnswer(status, headers, chunks) });

    const options: Dispatcher.DispatchOptions = {
      origin: written.origin,
      path: requestTarget(written.url, url),
      method: written.method,
      headers: written.headers,
      body: written.body,
      headersTimeout: 0,
      bodyTimeout: 0,
    };
    try {
      dispatcher.dispatch(options, {
        onRequestStart(controller) {
          abort = (reason) => controller.abort(reason);
          if (isSettled) return abort(new Error("Out of time."));
          silence = setTimeout(() => {
            const { HeadersTimeoutError, BodyTimeoutError } = errors;
            giveUp(status > 0 ? new BodyTimeoutError() : new HeadersTimeoutError());
          }, connection.readMs);
        },
        onResponseStart(_controller, statusCode, received) {
          silence?.refresh();
          // An interim answer; the real one follows.
          if (statusCode < 200) return;
          status = statusCode;
          headers = received;
        },
        onResponseData(controller, chunk) {
          silence?.refresh();
          chunks.push(chunk);
          size += chunk.length;
          if (size <= MAX_DOCUMENT_BYTES) return;
          finish();
          controller.abort(new Error("The answer is too large."));
        },
        onResponseEnd: finish,
        onResponseError: (_controller, error) => fail(error),
      });
    } catch (error) {
      fail(error);
    }
  });
}

/**
 * Path and query as they were configured: what the signature covers is what goes out, an apostrophe
 * as an apostrophe. Only what cannot stand in a request line is encoded.
 */
function requestTarget(text: string, url: URL): string {
  const raw = /^https?:\/\/[^/?]*(\/[\x21-\x7e]*)$/i.exec(text)?.[1];
  return raw ?? `${url.pathname}${url.search}`;
}
