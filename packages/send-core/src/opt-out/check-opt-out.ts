import type { Message } from "../message.ts";
import type { MessagingService, MessagingServiceDirectory } from "../ports/messaging-services.ts";
import type { OptOutList } from "../ports/opt-out-list.ts";
import type { Refusal } from "../send-core.ts";

export interface OptOutParts {
  readonly optOuts: Pick<OptOutList, "scopes">;
  readonly services: MessagingServiceDirectory;
}

/** Refuses what its recipient has opted out of. */
export const optedOut: Refusal = {
  ok: false,
  code: 21610,
  sentence: "The recipient has opted out of messages from this sender.",
};

/** The senders that a recipient has opted out of; or the refusal, when it is all that there are. */
export async function checkOptOut(
  { accountSid, from, to }: Message,
  service: MessagingService | undefined,
  { optOuts, services }: OptOutParts,
): Promise<{ readonly ok: true; readonly closed: ReadonlySet<string> } | Refusal> {
  const closed = await optOuts.scopes(accountSid, to);
  if (closed.size === 0) return { ok: true, closed };
  // A number in a service is closed with it, whether the request names the service or not.
  const home = service ?? (from === null ? undefined : await services.ofSender?.(from));
  const isClosed = closed.has(home?.sid ?? "") || closed.has(from ?? "");
  return isClosed ? optedOut : { ok: true, closed };
}
