import type { MessageMedia, SendCore } from "@repartee/send-core";
import { type Response, Router } from "express";
import { isInert, sendBytes } from "../../http/send-bytes.ts";

interface LinkPath {
  readonly token: string;
}

/**
 * What the links in converted messages lead to: a page with the media item, and the item itself. They
 * are open to whoever has the link, as they are on the platform.
 */
export function shortLinkRoutes(sendCore: SendCore): Router {
  const router = Router({ caseSensitive: true });

  router.get<LinkPath>("/m/:token", async ({ params: { token } }, res) => {
    const media = await sendCore.linkedMedia(token);
    if (!media) return gone(res);
    sendPage(res, 200, media.contentType ?? "Media", preview(token, media));
  });

  router.get<LinkPath>("/m/:token/media", async ({ params: { token } }, res) => {
    const media = await sendCore.linkedMedia(token);
    const content = media && (await sendCore.mediaContent(media.messageSid, media.sid));
    if (!content) return gone(res);
    sendBytes(res, content.contentType, Buffer.from(content.bytes), media.sid);
  });

  return router;
}

/** The item as the browser shows it; what it must not run can only be saved. */
function preview(token: string, { contentType, size }: MessageMedia): string {
  const source = `/m/${encodeURIComponent(token)}/media`;
  if (contentType === null || size === null) return "<p>It is on its way. Look again in a moment.";
  if (!isInert(contentType)) {
    return `<p><a href="${source}" download>Save the file</a> (${Math.ceil(size / 1000)} kB)`;
  }
  if (contentType.startsWith("audio/")) return `<audio src="${source}" controls></audio>`;
  if (contentType.startsWith("video/")) return `<video src="${source}" controls></video>`;
  return `<img src="${source}" alt="The picture that was sent to you">`;
}

function gone(res: Response): void {
  sendPage(res, 404, "Not here", "<p>There is nothing here any more. Links work for a year.");
}

function sendPage(res: Response, status: number, title: string, content: string): void {
  res
    .status(status)
    .set({
      "Content-Security-Policy":
        "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'",
      "X-Content-Type-Options": "nosniff",
      "X-Robots-Tag": "noindex",
      "Referrer-Policy": "no-referrer",
    })
    .type("html")
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title.replace(/[^\w /.-]/g, "")}</title><style>body{margin:0;min-height:100vh;display:grid;place-items:center;background:#111;color:#eee;font:1rem system-ui}img,video{max-width:100vw;max-height:100vh}a{color:#9cf}</style>${content}</html>`,
    );
}
