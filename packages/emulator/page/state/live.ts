import { type Signal, signal } from "@preact/signals";
import type {
  ExchangeChangedEvent,
  MessageMovedEvent,
  PhoneState,
} from "../../src/api/api-types.ts";
import { eventsUrl } from "../api.ts";
import { loadConfig } from "./config.ts";
import { refreshConversation } from "./conversations.ts";
import {
  loadExchanges,
  refreshCallbacksOf,
  refreshExchange,
  refreshExchangesOf,
} from "./exchanges.ts";
import { handsets, isOpen } from "./handsets.ts";
import { newcomer } from "./newcomer.ts";
import { keepSwitchedOff, refreshSwitchedOff } from "./switched-off.ts";

/** Is the stream of live events open? */
export const live: Signal<"connecting" | "live" | "lost"> = signal("connecting");

// A browser gives up on a stream that was refused; it is asked for again after this.
const RETRY_MS = 2000;
// An attempt at a callback is not an event of its own: look again after these times.
const CALLBACK_LOOKS_MS = [400, 2000, 6000];

let loaded = false;

/** Opens the stream of live events, and keeps what the page shows up to date by it. */
export function goLive(): void {
  const source = new EventSource(eventsUrl);
  source.addEventListener("hello", () => {
    live.value = "live";
    if (!loaded) reload();
  });
  source.addEventListener("reset", reload);
  source.addEventListener("message", ({ data }) => messageMoved(JSON.parse(data)));
  source.addEventListener("exchange", ({ data }) => exchangeChanged(JSON.parse(data)));
  source.addEventListener("phone", ({ data }) => phoneSwitched(JSON.parse(data)));
  source.addEventListener("error", () => {
    live.value = "lost";
    if (source.readyState === EventSource.CLOSED) setTimeout(goLive, RETRY_MS);
  });
}

function reload(): void {
  Promise.all([
    loadConfig(),
    loadExchanges(),
    ...handsets.value.map(({ number }) => refreshConversation(number)),
    ...handsets.value.map(({ number }) => refreshSwitchedOff(number)),
  ]).then(
    () => {
      loaded = true;
    },
    // The stream breaks too, and loads all of this when it is back.
    () => undefined,
  );
}

function messageMoved(event: MessageMovedEvent): void {
  const handset = event.direction === "inbound" ? event.from : event.to;
  if (handset !== null && isOpen(handset)) {
    void refreshConversation(handset);
  } else if (handset !== null && event.status === "delivered") {
    newcomer.value = { handset, peer: event.from };
  }
  refreshExchangesOf(event.sid);
  for (const delay of CALLBACK_LOOKS_MS) setTimeout(() => refreshCallbacksOf(event.sid), delay);
}

function phoneSwitched({ number, switched_off }: PhoneState): void {
  keepSwitchedOff(number, switched_off);
}

function exchangeChanged({ sid }: ExchangeChangedEvent): void {
  void refreshExchange(sid);
}
