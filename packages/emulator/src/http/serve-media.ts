import { isMessageSid, isSid } from "@repartee/protocol";
import type { SendCore } from "@repartee/send-core";
import type { RequestHandler } from "express";
import { sendProblem } from "./problem.ts";

// What a browser may show in place: these types cannot carry a script.
const shownInPlace = /^(image\/(jpeg|jpg|png|gif|webp|bmp)|(video|audio)\/[a-z0-9.+-]+)$/;

/**
 * Serves the bytes of a media item. Whatever they are, they are never run: no sniffing, a sandbox
 * around them, and a download instead of a page for anything but pictures, films and sound.
 */
export function serveMedia(
  sendCore: Pick<SendCore, "mediaContent" | "handsetMedia">,
): RequestHandler<{ sid: string; mediaSid: string }> {
  return async function serveMedia(req, res) {
    const { sid, mediaSid } = req.params;
    const content =
      isMessageSid(sid) && isSid(mediaSid, "ME")
        ? ((await sendCore.mediaContent(sid, mediaSid)) ??
          (await sendCore.handsetMedia(sid, mediaSid)))
        : undefined;
    if (!content) {
      return sendProblem(res, { code: 20404, sentence: "There is no such media item." });
    }
    const [contentType = ""] = content.contentType.toLowerCase().split(";", 1);
    const bytes = Buffer.from(content.bytes);
    res.set({
      "Content-Type": contentType,
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": "default-src 'none'; media-src 'self'; sandbox",
      "Content-Disposition": shownInPlace.test(contentType)
        ? "inline"
        : `attachment; filename="${mediaSid}"`,
      "Cache-Control": "private, max-age=31536000, immutable",
      "Accept-Ranges": "bytes",
      ETag: `"${mediaSid}"`,
    });
    const range = onlyRange(req.range(bytes.length));
    if (range === "unsatisfiable") {
      res.status(416).set("Content-Range", `bytes */${bytes.length}`).end();
    } else if (range) {
      res.status(206).set("Content-Range", `bytes ${range.start}-${range.end}/${bytes.length}`);
      res.send(bytes.subarray(range.start, range.end + 1));
    } else {
      res.send(bytes);
    }
  };
}

interface ByteRange {
  readonly start: number;
  readonly end: number;
}

// Players ask for one range at a time; several, or another unit, get the whole, as HTTP allows.
function onlyRange(
  ranges: ReturnType<Parameters<RequestHandler>[0]["range"]>,
): ByteRange | "unsatisfiable" | undefined {
  if (ranges === -1) return "unsatisfiable";
  if (ranges === undefined || ranges === -2 || ranges.type !== "bytes") return undefined;
  return ranges.length === 1 ? ranges[0] : undefined;
}
