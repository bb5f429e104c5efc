import { message, type ResponseDocument, response, write } from "@repartee/markup";
import type { WebhookResponse } from "./webhook-request.ts";

/** What a handler answers: a document, a text to send back, or nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler without a return statement is a valid one.
export type Answer = ResponseDocument | string | undefined | null | void;

/** Writes an answer as the platform reads it. */
export function toResponse(answer: Answer): WebhookResponse {
  const document = typeof answer === "string" ? response(message(answer)) : (answer ?? response());
  return {
    status: 200,
    headers: { "Content-Type": "text/xml; charset=utf-8" },
    body: write(document),
  };
}

/** An answer without a document. */
export function plain(status: number, sentence = ""): WebhookResponse {
  return { status, headers: { "Content-Type": "text/plain; charset=utf-8" }, body: sentence };
}
