import type { MessageSid } from "@repartee/protocol";
import type { Clock } from "../ports/clock.ts";
import type { Refusal } from "../refusal.ts";
import type { StatusChanges } from "../status-changes.ts";

/** Moves a message to `failed`, for a documented reason. */
export async function failMessage(
  sid: MessageSid,
  { code, sentence }: Omit<Refusal, "ok">,
  { moves, clock }: { readonly moves: StatusChanges; readonly clock: Clock },
): Promise<undefined> {
  await moves.make({
    sid,
    to: "failed",
    at: clock.now(),
    cause: sentence,
    errorCode: code,
    dateSent: null,
    callback: true,
  });
}
