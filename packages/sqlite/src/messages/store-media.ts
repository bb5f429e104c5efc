import type { MessageStore } from "@repartee/send-core";
import type { Database } from "../engine/database.ts";
import type { Commit } from "../engine/group-commit.ts";
import {
  bytes,
  integer,
  integerOrNull,
  messageSid,
  sid as readSid,
  text,
  textOrNull,
} from "../engine/read-row.ts";
import {
  fillMedia,
  insertContent,
  selectContent,
  selectMedia,
  selectShortLink,
} from "../sql/media.ts";

type Media = Pick<MessageStore, "media" | "mediaContent" | "saveMediaContent" | "shortLink">;

/** The part of the store that keeps media and their bytes. */
export function createMediaStore(db: Database, commit: Commit): Media {
  return {
    media: async (sid) =>
      db
        .prepare(selectMedia)
        .all(sid)
        .map((row) => ({
          sid: readSid(row, 0, "ME"),
          messageSid: messageSid(row, 1),
          accountSid: readSid(row, 2, "AC"),
          contentType: textOrNull(row, 3),
          size: integerOrNull(row, 4),
          sourceUrl: textOrNull(row, 5),
          dateCreated: integer(row, 6),
        })),
    async mediaContent(messageSid, sid) {
      const row = db.prepare(selectContent).get(messageSid, sid);
      return row && { contentType: text(row, 0), bytes: bytes(row, 1) };
    },
    async shortLink(token) {
      const row = db.prepare(selectShortLink).get(token);
      return (
        row && {
          token: text(row, 0),
          messageSid: messageSid(row, 1),
          mediaSid: readSid(row, 2, "ME"),
          expiresAt: integer(row, 3),
        }
      );
    },
    saveMediaContent: (messageSid, sid, content) =>
      commit(() => {
        const { contentType, bytes } = content;
        const row = db.prepare(fillMedia).get(contentType, bytes.length, messageSid, sid);
        if (row) db.prepare(insertContent).run(integer(row, 0), bytes);
      }),
  };
}
