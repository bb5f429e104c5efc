import { effect, type Signal, signal } from "@preact/signals";

/** A signal that is remembered in this browser. `read` turns what was stored into a value again. */
export function stored<T>(name: string, read: (value: unknown) => T): Signal<T> {
  const key = `repartee.${name}`;
  const state = signal(read(load(key)));
  effect(() => save(key, state.value));
  return state;
}

function load(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
}

function save(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still shows the page.
  }
}
