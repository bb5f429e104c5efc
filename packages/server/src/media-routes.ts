import { isSid } from "@repartee/protocol";
import type { MessageMedia, SendCore } from "@repartee/send-core";
import { type Request, Router } from "express";
import { toMediaJson } from "./message-json.ts";
import { findMessage } from "./message-routes.ts";
import { notFound } from "./not-found.ts";
import { toPageJson } from "./paging.ts";
import { sendBytes } from "./send-bytes.ts";

interface MediaPath {
  readonly account: string;
  readonly sid: string;
  readonly media: string;
}

/** The media of a message: their list, each one's record, and its bytes under the bare SID. */
export function mediaRoutes(sendCore: SendCore): Router {
  const router = Router({ mergeParams: true, caseSensitive: true });

  router.get<Omit<MediaPath, "media">>("/Messages/:sid/Media.json", async (req, res) => {
    const message = await findMessage(sendCore, req.params);
    if (!message) throw notFound(req);
    const media = await sendCore.media(message.sid);
    const path = `/2010-04-01/Accounts/${message.accountSid}/Messages/${message.sid}/Media.json`;
    res.json({
      ...toPageJson(path, {}, { page: 0, size: 50, after: undefined }, media.length, undefined),
      media_list: media.map(toMediaJson),
    });
  });

  router.get<MediaPath>("/Messages/:sid/Media/:media.json", async (req, res) => {
    res.json(toMediaJson(await findMedia(sendCore, req)));
  });

  router.get<MediaPath>("/Messages/:sid/Media/:media", async (req, res) => {
    const media = await findMedia(sendCore, req);
    const content = await sendCore.mediaContent(media.messageSid, media.sid);
    if (!content) throw notFound(req);
    sendBytes(res, content.contentType, Buffer.from(content.bytes), media.sid);
  });

  return router;
}

async function findMedia(sendCore: SendCore, req: Request<MediaPath>): Promise<MessageMedia> {
  const message = await findMessage(sendCore, req.params);
  const media = message && isSid(req.params.media, "ME") ? await sendCore.media(message.sid) : [];
  const found = media.find(({ sid }) => sid === req.params.media);
  if (!found) throw notFound(req);
  return found;
}
