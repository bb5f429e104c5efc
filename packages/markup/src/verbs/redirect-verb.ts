import { z } from "zod";
import type { RedirectVerb } from "../document.ts";
import { defineVerb } from "./define-verb.ts";
import { method } from "./message-verb.ts";
import { textContent } from "./verb-content.ts";
import type { VerbReader } from "./verb-reader.ts";

/** `<Redirect>`; `redirect()` builds it without the schema library. */
export const redirectVerb: VerbReader<RedirectVerb> = defineVerb({
  name: "Redirect",
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
