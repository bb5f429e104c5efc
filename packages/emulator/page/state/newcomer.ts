import { type Signal, signal } from "@preact/signals";

/** A handset that is not open has just got a message. */
export const newcomer: Signal<
  { readonly handset: string; readonly peer: string | null } | undefined
> = signal(undefined);
