import { ReparteeError } from "@repartee/protocol";
import type { default as Sharp, SharpOptions } from "sharp";

/** Loads sharp when the first picture asks for it, not when this package is imported. */
export async function loadSharp(): Promise<typeof Sharp> {
  return (await import("sharp")).default;
}

/** Pixels of one picture at most: 100 million are 300 MB when decoded. */
const maxInputPixels = 100_000_000;

/** How untrusted pictures are opened: bounded, and refused when they are damaged. */
export const inputOptions: SharpOptions = { limitInputPixels: maxInputPixels, failOn: "error" };

/** What a failure to read a picture is to the caller. */
export function unreadable(error: unknown): ReparteeError {
  const why = error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error);
  return new ReparteeError("image_unreadable", `The picture cannot be read: ${why}.`, {
    cause: error,
  });
}
