import { readFile } from "node:fs/promises";
import { hasErrorCode } from "@repartee/protocol";
import type { StoredMedia } from "./media-storage.ts";

/** What stands beside the content of an item. */
export type MediaRecord = Omit<StoredMedia, "key">;

/** The record as it is written. */
export function recordOf(record: MediaRecord): string {
  return `${JSON.stringify(record)}\n`;
}

/** The record in a file; `undefined` when there is none, or it cannot be read as one. */
export async function readRecord(path: string): Promise<MediaRecord | undefined> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    if (hasErrorCode(error, "ENOENT")) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return parseRecord(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function parseRecord(value: unknown): MediaRecord | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const fields: Partial<Record<keyof MediaRecord, unknown>> = value;
  const { contentType, size, filename, expiresAt } = fields;
  if (typeof contentType !== "string" || typeof size !== "number") return undefined;
  return {
    contentType,
    size,
    filename: typeof filename === "string" ? filename : undefined,
    expiresAt: typeof expiresAt === "number" ? expiresAt : undefined,
  };
}
