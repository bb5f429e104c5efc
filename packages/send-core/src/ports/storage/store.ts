import type { CallbackQueue } from "./callback-queue.ts";
import type { DispatchQueue } from "./dispatch-queue.ts";
import type { HandsetCopies } from "./handset-copies.ts";
import type { MessageStore } from "./message-store.ts";
import type { OptOutList } from "./opt-out-list.ts";

/**
 * What the send core keeps. Each call is one transaction and resolves after it is durable; calls that
 * arrive together may share one. A store may be shared by many processes: leases tell their work apart.
 */
export interface Store extends MessageStore, DispatchQueue, CallbackQueue, HandsetCopies {
  readonly optOuts: OptOutList;
}
