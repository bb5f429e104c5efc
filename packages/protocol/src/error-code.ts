import { apiCodes } from "./error-codes/api-codes.ts";
import type { CodeRows, ErrorLevel } from "./error-codes/code-row.ts";
import { deliveryCodes } from "./error-codes/delivery-codes.ts";
import { webhookCodes } from "./error-codes/webhook-codes.ts";

/** What is known of one documented code. */
export interface CodeEntry {
  readonly code: number;
  readonly level: ErrorLevel;
  /** The code's name. */
  readonly title: string;
  /** What the developer can do about it, in one sentence. */
  readonly advice: string;
}

const rows: CodeRows = { ...apiCodes, ...webhookCodes, ...deliveryCodes };

/** The documented code, or `undefined` when this project does not use it. */
export function codeEntry(code: number): CodeEntry | undefined {
  const row = rows[code];
  return row && { code, level: row[0], title: row[1], advice: row[2] };
}

/** All documented codes in use, ascending. */
export function codeEntries(): CodeEntry[] {
  return Object.keys(rows).flatMap((code) => codeEntry(Number(code)) ?? []);
}
