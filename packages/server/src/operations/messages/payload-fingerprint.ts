import { createHash } from "node:crypto";
import type { Fields } from "../../http/fields.ts";

/** A parameter that counts the attempts of the caller differs between repetitions of one request. */
const COUNTER = "Attempt";

/** Identifies what a request asks for: the order of its parameters does not matter, that of their values does. */
export function payloadFingerprint({ pairs }: Pick<Fields, "pairs">): string {
  const payload = pairs
    .filter(([name]) => name !== COUNTER)
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return createHash("sha256").update(JSON.stringify(payload)).digest("base64url");
}
