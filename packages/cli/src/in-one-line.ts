import { isReparteeError } from "@repartee/protocol";
import { CannotStart } from "./cannot-start.ts";

/** What the storage or the system says is for the user; all else is a fault of ours. */
export function inOneLine(error: unknown): unknown {
  const isOfTheSystem = error instanceof Error && "syscall" in error;
  return isReparteeError(error) || isOfTheSystem ? new CannotStart(error.message) : error;
}
