import { createHash } from "node:crypto";
import type { NewMedia } from "./media-storage.ts";

/**
 * The key of an item: a hash of its content, its type and its name. The latter two belong to it, so
 * that nobody who puts the same bytes under another type changes how the first ones are shown.
 */
export function mediaKey({ contentType, filename = "", bytes }: NewMedia): string {
  const head = `${contentType}\0${filename}\0`;
  return createHash("sha256").update(head).update(bytes).digest("hex");
}

/** Has this the form of a key? Only then it may become part of a path. */
export function isMediaKey(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}
