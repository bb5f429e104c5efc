import { readFile } from "node:fs/promises";
import { ReparteeError } from "@repartee/protocol";
import type { MediaContent } from "@repartee/send-core";

/** A picture, sound, film or card: its bytes, the path of its file, or both type and bytes. */
export type MediaFile = Uint8Array | string | URL | MediaContent;

/**
 * Reads what a phone is to send.
 *
 * @throws ReparteeError `media_type_unknown` when the bytes do not tell their type and none is given.
 */
export async function readMediaFile(file: MediaFile): Promise<MediaContent> {
  if (typeof file === "object" && "contentType" in file) return file;
  const bytes = file instanceof Uint8Array ? file : await readFile(file);
  const { sniffType } = await import("@repartee/media");
  const contentType = await sniffType(bytes);
  if (contentType !== undefined) return { contentType, bytes };
  const what = file instanceof Uint8Array ? `${file.length} bytes` : String(file);
  throw new ReparteeError(
    "media_type_unknown",
    `The bytes of ${what} do not tell what they are; give { contentType, bytes }.`,
  );
}
