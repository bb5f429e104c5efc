import { ReparteeError } from "@repartee/protocol";

/** The error for a value in a document that is not a verb. It names the type, never the content. */
export function notAVerb(value: unknown): ReparteeError {
  return new ReparteeError(
    "verb_invalid",
    `A document consists of verbs, got ${typeName(value)}. Write response(message("…")), and leave out a verb with a condition: condition ? response(message("…")) : response().`,
  );
}

/** The error for a text of a message that is not a string. */
export function notAText(value: unknown): ReparteeError {
  return new ReparteeError(
    "verb_invalid",
    `The text of a message is a string, got ${typeName(value)}. For media without a text write message("", { media }).`,
  );
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return `${value}`;
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
