import type { CallbackTarget } from "../message.ts";

/** The queue that callbacks to this target wait in: one for each scheme, host and port. */
export function callbackDestination({ url }: CallbackTarget): string {
  return new URL(url).origin;
}
