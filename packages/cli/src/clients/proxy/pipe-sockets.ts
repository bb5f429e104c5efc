import type { Duplex } from "node:stream";

/** Lets two connections be one: what either says the other hears, and they end together. */
export function pipeSockets(one: Duplex, other: Duplex): void {
  one.on("error", () => other.destroy()).on("close", () => other.destroy());
  other.on("error", () => one.destroy()).on("close", () => one.destroy());
  one.pipe(other);
  other.pipe(one);
}
