import type { Refusal } from "@repartee/send-core";
import type { UploadedFile } from "./read-upload.ts";

/**
 * Finds the type of bytes by what they are; `declaredType` decides where they leave it open. `undefined`
 * when they are something else.
 */
export type SniffType = (bytes: Uint8Array, declaredType?: string) => Promise<string | undefined>;

export interface MediaTypeRules {
  readonly sniffType: SniffType;
  /** Can an MMS carry media of this type? */
  readonly isAccepted: (contentType: string) => boolean;
}

/** The type under which a file is stored, by its bytes and its declared type; or 12300. */
export async function mediaType(
  { bytes, declaredType }: UploadedFile,
  { sniffType, isAccepted }: MediaTypeRules,
): Promise<{ readonly ok: true; readonly contentType: string } | Refusal> {
  const contentType = await sniffType(bytes, declaredType);
  if (contentType === undefined) {
    return refuse(
      `The file is declared as ${declaredType}, but its bytes are something else. Send the type of the bytes.`,
    );
  }
  return isAccepted(contentType)
    ? { ok: true, contentType }
    : refuse(`The file is ${contentType}, which an MMS cannot carry.`);
}

function refuse(sentence: string): Refusal {
  return { ok: false, code: 12300, sentence };
}
