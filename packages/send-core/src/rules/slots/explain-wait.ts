import type { Reservation } from "./reserve-slot.ts";

/** Which limit makes a message wait and until when, as a sentence; empty when none does. */
export function explainWait({ dueAt, limit }: Reservation, now: number): string {
  if (limit === undefined || dueAt <= now) return "";
  return `It waits for the limit ${named(limit)} until ${new Date(dueAt).toISOString()}.`;
}

/** The key of a limit without whole numbers: the last four digits tell which one it is. */
function named(key: string): string {
  return key.replace(/\+\d+(\d{4})/g, "…$1");
}
