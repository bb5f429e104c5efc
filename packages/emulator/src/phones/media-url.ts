import type { MessageMedia } from "@repartee/send-core";

/** The route under which media are served. */
export const mediaRoute = "/emulator/v1/messages/:sid/media/:mediaSid";

/** Where this server serves one media item, as a path. */
export function mediaUrl({ messageSid, sid }: Pick<MessageMedia, "messageSid" | "sid">): string {
  return `/emulator/v1/messages/${messageSid}/media/${sid}`;
}
