import { type Signal, signal } from "@preact/signals";
import type { AccountNumber, EmulatorConfig } from "../../src/api/api-types.ts";
import { fetchConfig } from "../api.ts";

/** The account that the page belongs to; `undefined` until it has been loaded. */
export const config: Signal<EmulatorConfig | undefined> = signal(undefined);

export async function loadConfig(): Promise<void> {
  config.value = await fetchConfig();
}

export function accountNumber(number: string): AccountNumber | undefined {
  return config.value?.numbers.find((one) => one.number === number);
}
