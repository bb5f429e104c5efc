import { message, type ResponseDocument, response, write } from "@repartee/markup/light";
import type { WebhookResponse } from "./webhook-request.ts";

/** A fluent builder that writes itself, such as `MessagingResponse` of this project or of the official SDK. */
export interface WritesItself {
  message(...args: never): unknown;
  redirect(...args: never): unknown;
  toString(): string;
}

/** What a handler answers: a document, a text to send back, or nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler without a return statement is a valid one.
export type Answer = ResponseDocument | WritesItself | string | undefined | null | void;

/** Writes an answer as the platform reads it; nothing is an empty `<Response/>`. */
export function toResponse(answer: Answer): WebhookResponse {
  return { status: 200, headers: markupHeaders, body: toMarkup(answer) };
}

const markupHeaders = { "Content-Type": "text/xml; charset=utf-8" };

function toMarkup(answer: Answer): string {
  if (answer === undefined || answer === null) return write(response());
  if (typeof answer === "string") return write(response(message(answer)));
  return "redirect" in answer ? answer.toString() : write(answer);
}

/** An answer without a document. */
export function plain(status: number, sentence = ""): WebhookResponse {
  return { status, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: sentence };
}
