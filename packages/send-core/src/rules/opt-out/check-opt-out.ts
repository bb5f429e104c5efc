import type { Message } from "../../message.ts";
import type {
  MessagingService,
  MessagingServiceDirectory,
} from "../../ports/directory/messaging-services.ts";
import type { OptOutList } from "../../ports/storage/opt-out-list.ts";
import type { Refusal } from "../../refusal.ts";

export interface OptOutParts {
  readonly optOuts: Pick<OptOutList, "scopes">;
  readonly services: MessagingServiceDirectory;
}

/** Refuses a message to a recipient who has opted out; with the text recorded from Twilio. */
export const optedOut: Refusal = {
  ok: false,
  code: 21610,
  sentence: "Attempt to send to unsubscribed recipient",
};

/** Addresses of senders, and SIDs of Messaging Services. */
export type Closed = ReadonlySet<string>;

/** The senders that a recipient has opted out of; or the refusal, when it is all that there are. */
export async function checkOptOut(
  { accountSid, from, to }: Message,
  service: MessagingService | undefined,
  { optOuts, services }: OptOutParts,
): Promise<{ readonly ok: true; readonly closed: Closed } | Refusal> {
  const closed = new Set((await optOuts.scopes(accountSid, to)).keys());
  if (closed.size === 0) return { ok: true, closed };
  // A number in a service is closed with it, whether the request names the service or not.
  const home = service ?? (from === null ? undefined : await services.ofSender?.(from));
  const isClosed = closed.has(home?.sid ?? "") || closed.has(from ?? "");
  return isClosed ? optedOut : { ok: true, closed };
}

/**
 * Refuses a message whose recipient has opted out while it waited. What was accepted after that was
 * let through on purpose: the answer to the keyword.
 */
export async function checkOptOutSince(
  { accountSid, from, to, messagingServiceSid, dateCreated }: Message,
  { optOuts, services }: OptOutParts,
): Promise<Refusal | undefined> {
  const scopes = await optOuts.scopes(accountSid, to);
  if (scopes.size === 0 || from === null) return undefined;
  const home = messagingServiceSid ?? (await services.ofSender?.(from))?.sid;
  const since = Math.max(scopes.get(from) ?? 0, scopes.get(home ?? "") ?? 0);
  return since > dateCreated ? optedOut : undefined;
}
