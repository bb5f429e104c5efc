import type { ExchangeView } from "../../src/api/api-types.ts";
import { plural } from "../format.ts";

/** How many pictures an exchange is about, or files where not all are pictures. */
export function mediaWords({ message_sid, messages, num_media }: ExchangeView): string {
  const media = messages.find(({ sid }) => sid === message_sid)?.media ?? [];
  const pictures = media.every(({ content_type }) => content_type?.startsWith("image/"));
  return plural(num_media, media.length > 0 && pictures ? "picture" : "file");
}
