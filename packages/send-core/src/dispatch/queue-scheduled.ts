import { type PlanParts, planMessage } from "../accept/plan-message.ts";
import { noSlot } from "../accept/send-message.ts";
import type { Message } from "../message.ts";
import type { Clock } from "../ports/clock.ts";
import type { MessagingServiceDirectory } from "../ports/directory/messaging-services.ts";
import type { Store } from "../ports/storage/store.ts";
import type { StatusChanges } from "../status-changes.ts";
import { failMessage } from "./fail-message.ts";

export interface QueueScheduledParts extends PlanParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly moves: StatusChanges;
  readonly services: MessagingServiceDirectory;
}

/**
 * Chooses the sender of a scheduled message whose time has come, and queues it; or lets it fail for
 * what has come between. Returns when its slot is.
 */
export async function queueScheduled(
  message: Message,
  parts: QueueScheduledParts,
): Promise<number | undefined> {
  const { store, clock, moves, services } = parts;
  const { sid, messagingServiceSid } = message;
  const service = await services.find(messagingServiceSid ?? "");
  if (!service) {
    const sentence = "The Messaging Service that it was scheduled with is gone.";
    return failMessage(sid, { code: 21701, sentence }, parts);
  }
  const media = await store.media(sid);
  // A text that was decided on when the message was accepted is not encoded again.
  const smartEncoded = message.carriedBody === null ? undefined : false;
  const planned = await planMessage({ message, media, service, smartEncoded }, parts);
  if (!planned.ok) return failMessage(sid, planned, parts);
  const result = await store.queue({ sid, at: clock.now(), plan: planned.plan });
  switch (result.outcome) {
    case "queued":
      moves.announce(result.moved);
      return result.dueAt;
    case "gone":
      return undefined;
    case "full":
    case "capped":
      return failMessage(sid, noSlot(result, parts), parts);
    default:
      return result satisfies never;
  }
}
