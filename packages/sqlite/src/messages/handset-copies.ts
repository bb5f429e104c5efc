import type { HandsetCopies } from "@repartee/send-core";
import type { Database } from "../engine/database.ts";
import { bytes, integer, messageSid, sid, status, text, textOrNull } from "../engine/read-row.ts";
import { selectHandsetContent, selectHandsetCopies, selectHandsetMedia } from "../sql/handset.ts";

/** The part of the store that finds what handsets keep; `createChanging` makes the copies. */
export function createHandsetCopies(db: Database): HandsetCopies {
  function mediaOf(id: number, parent: ReturnType<typeof messageSid>) {
    return db
      .prepare(selectHandsetMedia)
      .all(id)
      .map((row) => ({
        sid: sid(row, 0, "ME"),
        messageSid: parent,
        contentType: text(row, 1),
        size: integer(row, 2),
      }));
  }

  return {
    handsetCopies: async (handset) =>
      db
        .prepare(selectHandsetCopies)
        .all(handset)
        .map((row) => ({
          sid: messageSid(row, 1),
          isSent: integer(row, 2) === 1,
          from: text(row, 3),
          to: text(row, 4),
          body: text(row, 5),
          media: mediaOf(integer(row, 0), messageSid(row, 1)),
          otherRecipients: textOrNull(row, 6)?.split(" ") ?? [],
          status: status(row, 7),
          date: integer(row, 8),
        })),
    async handsetMedia(messageSid, mediaSid) {
      const row = db.prepare(selectHandsetContent).get(messageSid, mediaSid);
      return row && { contentType: text(row, 0), bytes: bytes(row, 1) };
    },
  };
}
