import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { ExchangeView, MessageView } from "../../src/api/api-types.ts";
import { fetchExchange, fetchExchanges } from "../api.ts";
import { coalesced } from "./coalesced.ts";

const PAGE = 50;

/** The exchanges that have been loaded, newest first. */
export const exchanges: Signal<readonly ExchangeView[]> = signal([]);
export const exchangesLoaded: Signal<boolean> = signal(false);
/** Are there older ones than those that have been loaded? */
export const hasOlder: Signal<boolean> = signal(false);

export async function loadExchanges(): Promise<void> {
  const newest = await fetchExchanges(PAGE);
  exchanges.value = newest;
  exchangesLoaded.value = true;
  hasOlder.value = newest.length === PAGE;
}

export async function loadOlder(): Promise<void> {
  const older = await fetchExchanges(PAGE, exchanges.value.at(-1)?.started_at);
  hasOlder.value = older.length === PAGE;
  exchanges.value = merge(older);
}

/** Loads one exchange anew. */
export const refreshExchange: (sid: string) => Promise<void> = coalesced(async (sid) => {
  exchanges.value = merge([await fetchExchange(sid)]);
});

/** Loads anew the exchanges that a message belongs to. */
export function refreshExchangesOf(messageSid: string): void {
  refreshWhere((message) => message.sid === messageSid);
}

/** Loads anew the exchanges of a message whose app has yet to be told of a move. */
export function refreshCallbacksOf(messageSid: string): void {
  refreshWhere(({ sid, status_callback, history, callbacks }) => {
    const waits = status_callback !== null && callbacks.length < history.length - 1;
    return sid === messageSid && waits;
  });
}

function refreshWhere(matches: (message: MessageView) => boolean): void {
  for (const { sid, messages } of exchanges.peek()) {
    if (messages.some(matches)) void refreshExchange(sid);
  }
}

function merge(changed: readonly ExchangeView[]): readonly ExchangeView[] {
  const all = new Map(exchanges.value.map((exchange) => [exchange.sid, exchange]));
  for (const exchange of changed) all.set(exchange.sid, exchange);
  return [...all.values()].toSorted((a, b) => b.started_at.localeCompare(a.started_at));
}

const hashSid = location.hash.slice(1);
// The user's choice; `null` follows the newest exchange.
const chosen: Signal<string | null> = signal(/^EX[0-9a-f]{32}$/.test(hashSid) ? hashSid : null);
if (chosen.value !== null) void refreshExchange(chosen.value);

/** The exchange that the inspector shows. */
export const selected: ReadonlySignal<ExchangeView | undefined> = computed(
  () => exchanges.value.find(({ sid }) => sid === chosen.value) ?? exchanges.value[0],
);

/** Shows an exchange in the inspector. Choosing the newest one follows what comes. */
export function selectExchange(sid: string): void {
  const newest = exchanges.value[0]?.sid === sid;
  chosen.value = newest ? null : sid;
  history.replaceState(null, "", newest ? location.pathname : `#${sid}`);
}
