import { z } from "zod";
import type { RedirectVerb } from "./document.ts";
import { method } from "./message-verb.ts";
import { textContent } from "./read-content.ts";
import { defineReader, type VerbReader } from "./verb-reader.ts";

/** Reads `<Redirect>`. */
export const redirectVerb: VerbReader<RedirectVerb> = defineReader({
  names: ["Redirect"],
  attributes: z.object({ method }),
  content: textContent,
  codes: { method: 14104 },
  make({ method }, text): RedirectVerb {
    const url = text.trim();
    return Object.freeze(
      method === undefined ? { kind: "redirect", url } : { kind: "redirect", url, method },
    );
  },
});
