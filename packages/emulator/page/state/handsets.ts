import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { config } from "./config.ts";
import { refreshConversation } from "./conversations.ts";
import { stored } from "./stored.ts";
import { refreshSwitchedOff } from "./switched-off.ts";

/** A handset that is open on the page. */
export interface Handset {
  readonly number: string;
  /** Whom it is texting with; `null`: the account's first number. */
  readonly peer: string | null;
}

const firstHandset = "+14155550100";

/** The open handsets, side by side. There is always at least one. */
export const handsets: Signal<readonly Handset[]> = stored("handsets", readHandsets);

/** The handset on top where there is room for only one. */
export const frontHandset: Signal<string> = signal(handsets.value[0]?.number ?? firstHandset);

/** A number that the next handset may have: the first free one of those reserved for fiction. */
export const suggestedNumber: ReadonlySignal<string> = computed(() => {
  const taken = new Set(handsets.value.map(({ number }) => number));
  for (let last = 100; last < 200; last += 1) {
    const number = `+14155550${last}`;
    if (!taken.has(number)) return number;
  }
  return "";
});

export function isOpen(number: string): boolean {
  return handsets.peek().some((handset) => handset.number === number);
}

export function openHandset(number: string, peer: string | null = null): void {
  if (!isOpen(number)) {
    handsets.value = [...handsets.value, { number, peer }];
    void refreshConversation(number);
    void refreshSwitchedOff(number);
  } else if (peer !== null) choosePeer(number, peer);
  frontHandset.value = number;
}

export function closeHandset(number: string): void {
  const left = handsets.value.filter((handset) => handset.number !== number);
  if (left.length === 0) return;
  handsets.value = left;
  if (frontHandset.value === number) frontHandset.value = left[0]?.number ?? firstHandset;
}

export function choosePeer(number: string, peer: string): void {
  handsets.value = handsets.value.map((handset) =>
    handset.number === number ? { ...handset, peer } : handset,
  );
}

/** Whom a handset is texting with. */
export function peerOf({ peer }: Handset): string {
  return peer ?? config.value?.numbers[0]?.number ?? "";
}

function readHandsets(value: unknown): readonly Handset[] {
  const list = Array.isArray(value) ? value : [];
  const known = list.flatMap((item: unknown): Handset[] => {
    if (typeof item !== "object" || item === null) return [];
    const number: unknown = Reflect.get(item, "number");
    const peer: unknown = Reflect.get(item, "peer");
    if (typeof number !== "string") return [];
    return [{ number, peer: typeof peer === "string" ? peer : null }];
  });
  return known.length > 0 ? known : [{ number: firstHandset, peer: null }];
}
