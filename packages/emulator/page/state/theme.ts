import { effect, type Signal } from "@preact/signals";
import { stored } from "./stored.ts";

export type Theme = "system" | "light" | "dark";

export const theme: Signal<Theme> = stored("theme", (value) =>
  value === "light" || value === "dark" ? value : "system",
);

/** Shows the page in the chosen theme from now on. */
export function followTheme(): void {
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
}

export function nextTheme(): void {
  const order: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
  theme.value = order[theme.value];
}
