import { message, type ResponseDocument, response, write } from "@repartee/markup/light";
import { isReparteeError, ReparteeError } from "@repartee/protocol";
import type { WebhookResponse } from "./request/webhook-request.ts";

/** A fluent builder that writes itself, such as `MessagingResponse` of this project or of the official SDK. */
export interface WritesItself {
  message(...args: never): unknown;
  redirect(...args: never): unknown;
  toString(): string;
}

/**
 * What a handler answers: a document, a text to send back, or nothing. `false` and the empty text are
 * nothing too, so that `isKnown && "Hello again"` is an answer.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler without a return statement is a valid one.
export type Answer = ResponseDocument | WritesItself | string | false | undefined | null | void;

/**
 * Writes an answer as Twilio reads it; nothing is an empty `<Response/>`.
 *
 * @throws ReparteeError `answer_invalid` for anything else: it says what was returned, never its content.
 */
export function toResponse(answer: Answer): WebhookResponse {
  return { status: 200, headers: markupHeaders, body: toMarkup(answer) };
}

const markupHeaders = { "Content-Type": "text/xml; charset=utf-8" };

// The types allow less than what is tested here: handlers in JavaScript return what they like.
function toMarkup(answer: unknown): string {
  // All that is falsy, because `media.length && "Thanks"` is 0 without media.
  if (!answer) return write(response());
  if (typeof answer === "string") return write(response(message(answer)));
  if (isDocument(answer)) return written(answer);
  if (isBuilder(answer)) {
    const markup = answer.toString();
    // Hosts' response objects have a method `redirect` too.
    if (typeof markup === "string" && markup.startsWith("<")) return markup;
  }
  throw invalid(`returned ${described(answer)}`);
}

function isDocument(answer: unknown): answer is ResponseDocument {
  return typeof answer === "object" && answer !== null && "verbs" in answer && isList(answer.verbs);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isBuilder(answer: unknown): answer is WritesItself {
  return (
    typeof answer === "object" &&
    answer !== null &&
    "message" in answer &&
    "redirect" in answer &&
    typeof answer.message === "function" &&
    typeof answer.redirect === "function"
  );
}

function written(answer: ResponseDocument): string {
  try {
    return write(answer);
  } catch (cause) {
    // The writer's own errors say which name is invalid.
    if (isReparteeError(cause)) throw cause;
    throw invalid("returned a document that cannot be written", cause);
  }
}

function invalid(what: string, cause?: unknown): ReparteeError {
  return new ReparteeError(
    "answer_invalid",
    `The handler ${what}. Return response(…) with its verbs, a string, a MessagingResponse, or nothing; for nothing, put the call on a line of its own, or in braces: { await work(); }.`,
    cause === undefined ? {} : { cause },
  );
}

/** What kind of value it is. Its content may be a person's words. */
function described(value: unknown): string {
  if (isList(value)) return "an array; response(...verbs) takes several verbs";
  if (typeof value !== "object" || value === null) return `a ${typeof value}`;
  if ("kind" in value && ["message", "redirect", "own"].some((kind) => kind === value.kind))
    return "a verb that is not in a response(…)";
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === "string" && name !== "" && name !== "Object"
    ? `an object of the class ${name}`
    : "an object without verbs";
}

/** An answer without a document. */
export function plain(status: number, sentence = ""): WebhookResponse {
  return { status, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: sentence };
}
