import { type Signal, signal } from "@preact/signals";
import { fetchSwitchedOff, switchOff } from "../api.ts";
import { coalesced } from "./coalesced.ts";

const switchedOff: Signal<ReadonlySet<string>> = signal(new Set());

/** Does the handset take no messages now? */
export function isSwitchedOff(handset: string): boolean {
  return switchedOff.value.has(handset);
}

/** A handset was switched off or on, here or elsewhere. */
export function keepSwitchedOff(handset: string, isOff: boolean): void {
  const numbers = new Set(switchedOff.peek());
  if (isOff) numbers.add(handset);
  else numbers.delete(handset);
  switchedOff.value = numbers;
}

/** Loads how a handset is. */
export const refreshSwitchedOff: (handset: string) => Promise<void> = coalesced(async (handset) => {
  keepSwitchedOff(handset, await fetchSwitchedOff(handset));
});

/** Switches a handset over; the live event shows it. */
export function toggleSwitchedOff(handset: string): void {
  switchOff(handset, !switchedOff.peek().has(handset)).catch(
    // The page says already that the platform does not answer.
    () => undefined,
  );
}
