import { isReparteeError } from "@repartee/protocol";
import { type Refusal, refusal } from "./refusal.ts";

/** What a client reads when nothing can be stored. It does not show where the data is. */
const sentences: Readonly<Record<string, string>> = {
  data_full:
    "Nothing was stored (data_full): the platform's disk is full. Free some space, then retry.",
  data_unwritable:
    "Nothing was stored (data_unwritable): the platform's data files were removed or cannot be written. Restart the platform, then retry.",
  data_corrupt:
    "Nothing was stored (data_corrupt): the platform's data is damaged. Run `repartee doctor` on it.",
};

/** The refusal of a request that failed because of the storage; `undefined` for any other error. */
export function storageRefusal(error: unknown): Refusal | undefined {
  const sentence = isReparteeError(error) ? sentences[error.code] : undefined;
  return sentence === undefined ? undefined : refusal(20503, sentence);
}
