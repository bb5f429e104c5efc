import type { Refusal } from "@repartee/send-core";
import type { UploadedFile } from "./read-upload.ts";

/** Tells the type of bytes by what they are; `undefined` when they have no mark. */
export type SniffType = (bytes: Uint8Array) => Promise<string | undefined>;

export interface MediaTypeRules {
  readonly sniffType: SniffType;
  /** Can an MMS carry media of this type? */
  readonly isAccepted: (contentType: string) => boolean;
}

/** The type under which a file is taken in, by its bytes; or 12300. */
export async function mediaType(
  { bytes, declaredType }: UploadedFile,
  { sniffType, isAccepted }: MediaTypeRules,
): Promise<{ readonly ok: true; readonly contentType: string } | Refusal> {
  const sniffed = await sniffType(bytes);
  if (sniffed !== undefined) {
    return isAccepted(sniffed)
      ? { ok: true, contentType: sniffed }
      : refuse(`The file is ${sniffed}, which an MMS cannot carry.`);
  }
  if (!isAccepted(declaredType)) {
    return refuse(`The file is said to be ${declaredType}, which an MMS cannot carry.`);
  }
  // Pictures, sound and films are known by their first bytes; only text has no mark of its own.
  return declaredType.startsWith("text/") && isText(bytes)
    ? { ok: true, contentType: declaredType }
    : refuse(`The file is said to be ${declaredType}, but its bytes are something else.`);
}

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder("utf-8", { fatal: true }).decode(bytes).includes("\0");
  } catch {
    return false;
  }
}

function refuse(sentence: string): Refusal {
  return { ok: false, code: 12300, sentence };
}
