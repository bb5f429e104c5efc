import type { FormPairs } from "@repartee/protocol";
import type { Answer } from "../http/webhook-response.ts";

/** Remembers answers to GET by what they were validated with. An answer is never used unasked. */
export interface DocumentCache {
  /** The headers that ask whether the remembered answer still holds. */
  conditions(request: CacheableRequest): Readonly<Record<string, string>>;
  /** Takes an answer: what a 304 stands for, else the answer itself, which is remembered. */
  settle(request: CacheableRequest, answer: Answer): Answer;
}

export interface CacheableRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly params: FormPairs;
}

/** Answers that are remembered, each of 64 kB at most; the one longest unused goes first. */
const MAX_ANSWERS = 256;

// They name the message and not what is asked: with them no URL would ever be seen again.
const perMessage = /^(MessageSid|SmsSid|SmsMessageSid|MediaUrl\d+)$/;

/** Makes an empty cache. Only GET is cached, by `ETag` and `Last-Modified`, as documented. */
export function createDocumentCache(): DocumentCache {
  const answers = new Map<string, Answer>();

  function recall(key: string): Answer | undefined {
    const known = answers.get(key);
    if (known) {
      answers.delete(key);
      answers.set(key, known);
    }
    return known;
  }

  return {
    conditions(request) {
      const known = request.method === "GET" ? recall(keyOf(request)) : undefined;
      const etag = known?.header("etag");
      const modified = known?.header("last-modified");
      return {
        ...(etag === undefined ? {} : { "If-None-Match": etag }),
        ...(modified === undefined ? {} : { "If-Modified-Since": modified }),
      };
    },
    settle(request, answer) {
      if (request.method !== "GET") return answer;
      if (answer.status === 304) return recall(keyOf(request)) ?? answer;
      if (answer.status !== 200 || answer.tooLarge) return answer;
      const isValidated = answer.header("etag") ?? answer.header("last-modified");
      const isForbidden = /\bno-store\b/i.test(answer.header("cache-control") ?? "");
      const key = keyOf(request);
      answers.delete(key);
      if (isValidated === undefined || isForbidden) return answer;
      answers.set(key, answer);
      const [oldest] = answers.keys();
      if (answers.size > MAX_ANSWERS && oldest !== undefined) answers.delete(oldest);
      return answer;
    },
  };
}

function keyOf({ url, params }: CacheableRequest): string {
  return JSON.stringify([url, ...params.filter(([name]) => !perMessage.test(name))]);
}
