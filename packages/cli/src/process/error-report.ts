import { redactUrls } from "@repartee/protocol";
import { isForUser } from "./to-user-error.ts";

/** Writes an error for the terminal: with a stack only when it is a fault of ours. */
export function errorReport(error: unknown): string {
  if (isForUser(error)) return `repartee: ${redactUrls(onOneLine(error.message))}`;
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `repartee: internal error: ${redactUrls(what)}`;
}

function onOneLine(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "").join(" ");
}
