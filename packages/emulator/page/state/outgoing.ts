import { type Signal, signal } from "@preact/signals";
import type { OutgoingMessage } from "../api.ts";

/** A message on its way from the page to the platform. */
export interface Outgoing extends OutgoingMessage {
  readonly id: number;
  readonly handset: string;
  /** What the platform calls it, once it has it. */
  readonly sid?: string;
}

/** All that is on its way, the oldest first. */
export const outgoing: Signal<readonly Outgoing[]> = signal([]);

/** Is something on its way from this handset that the platform has not named yet? */
export function isSending(handset: string): boolean {
  return outgoing.peek().some((one) => one.handset === handset && one.sid === undefined);
}
