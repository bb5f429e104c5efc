import { z } from "zod";
import type { MessageVerb, Noun } from "../document.ts";
import { defineVerb } from "./define-verb.ts";
import { nounContent } from "./verb-content.ts";
import type { VerbReader } from "./verb-reader.ts";

/** The attribute `method` of either verb; anything but the two is 14104. */
export const method: z.ZodOptional<z.ZodEnum<{ GET: "GET"; POST: "POST" }>> = z
  .enum(["GET", "POST"], { error: "It must be GET or POST" })
  .optional();

const attributes = z.object({
  to: z.string().optional(),
  from: z.string().optional(),
  action: z.string().optional(),
  statusCallback: z.string().optional(),
  method,
});

/** `<Message>`, also under its legacy name; `message()` builds it without the schema library. */
export const messageVerb: VerbReader<MessageVerb> = defineVerb({
  name: "Message",
  aliases: ["Sms"],
  attributes,
  content: nounContent("Body", "Media"),
  codes: { method: 14104 },
  make({ to, from, action, statusCallback, method }, parts): MessageVerb {
    return Object.freeze({
      kind: "message",
      body: parts.map((part) => (isMedia(part) ? "" : bodyOf(part))).join(""),
      media: Object.freeze(parts.filter(isMedia).map(({ text }) => text.trim())),
      // The schema's optional keys may be there and undefined; the document's may not.
      ...(to !== undefined && { to }),
      ...(from !== undefined && { from }),
      ...(action !== undefined && { action }),
      ...(statusCallback !== undefined && { statusCallback }),
      ...(method !== undefined && { method }),
    });
  },
});

function isMedia(part: string | Noun<"Body" | "Media">): part is Noun<"Media"> {
  return typeof part !== "string" && part.name === "Media";
}

function bodyOf(part: string | Noun): string {
  return typeof part === "string" ? part : part.text;
}
