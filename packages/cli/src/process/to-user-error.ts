import { isReparteeError } from "@repartee/protocol";
import { CannotStart } from "./cannot-start.ts";

/** An error that the user can mend, as one that ends the command with one line; any other as it is. */
export function toUserError(error: unknown): unknown {
  return isForUser(error) ? new CannotStart(error.message) : error;
}

/** Does the message say all? That of the storage or the system does; anything else is a fault of ours. */
export function isForUser(error: unknown): error is Error {
  return isReparteeError(error) || (error instanceof Error && "syscall" in error);
}
