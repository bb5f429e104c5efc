import { isReparteeError, ReparteeError } from "@repartee/protocol";
import type { default as Sharp } from "sharp";

/** Loads sharp when the first picture asks for it, not when this package is imported. */
export async function loadSharp(): Promise<typeof Sharp> {
  return (await import("sharp")).default;
}

/** What a failure to read a picture is to the caller. */
export function unreadable(error: unknown): Error {
  if (isReparteeError(error) || (error instanceof Error && error.name === "AbortError"))
    return error;
  const why = error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error);
  // The library says how far it came: "timeout: 20% complete".
  if (why.startsWith("timeout:"))
    return new ReparteeError("image_timeout", `The picture takes too long (${why}).`, {
      cause: error,
    });
  return new ReparteeError("image_unreadable", `The picture cannot be read: ${why}.`, {
    cause: error,
  });
}
