import { type Signal, signal } from "@preact/signals";
import { selectExchange } from "./exchanges.ts";

/** What is on top where there is room for only one of the two. */
export const view: Signal<"phone" | "inspector"> = signal("phone");
/** Is an exchange open, where the list and it do not fit side by side? */
export const detailOpen: Signal<boolean> = signal(false);

/** Shows an exchange in the inspector, whatever is on top. */
export function openInInspector(sid: string): void {
  selectExchange(sid);
  detailOpen.value = true;
  view.value = "inspector";
}
