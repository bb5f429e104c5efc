import type { IncomingMessage, ServerResponse } from "node:http";
import { basename, dirname } from "node:path";
import send from "send";
import { safeHead } from "./content-disposition.ts";
import type { FolderStorage } from "./folder-storage.ts";

/** For `node:http`, and for Express at any path. */
export type MediaHandler = (
  req: IncomingMessage,
  res: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

/**
 * Serves the media of a folder to whoever has a signed link: the whole, or ranges of it.
 *
 * Pictures, sound and film are shown; everything else is downloaded. No browser guesses another type,
 * and what is opened has no rights: no script, no origin.
 *
 * Answers 403 for a link that was not signed here, 410 for one that has expired, 404 for what is not
 * there any more, 405 for other methods than GET and HEAD.
 */
export function serveMedia(storage: FolderStorage): MediaHandler {
  return function serveMedia(req, res, next) {
    serve(storage, req, res).catch((error: unknown) => {
      if (next) return next(error);
      refuse(res, 500, "The media cannot be read.");
    });
  };
}

// Headers of our own say it all.
const sending = { cacheControl: false, lastModified: false } as const;

async function serve(
  storage: FolderStorage,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  res.setHeader("X-Content-Type-Options", "nosniff");
  res.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
  // The link is the key: no page that is linked to may learn it.
  res.setHeader("Referrer-Policy", "no-referrer");
  res.setHeader("Cache-Control", "private, no-store");
  if (req.method !== "GET" && req.method !== "HEAD") {
    res.setHeader("Allow", "GET, HEAD");
    return refuse(res, 405, "Expected GET or HEAD.");
  }
  const [path = "", query = ""] = (req.url ?? "").split("?", 2);
  const key = path.split("/").at(-1) ?? "";
  const params = new URLSearchParams(query);
  const state = storage.checkLink(key, params);
  if (state === "forged") return refuse(res, 403, "The link was not signed here.");
  if (state === "expired") return refuse(res, 410, "The link has expired.");
  const media = await storage.get(key);
  if (!media) return refuse(res, 404, "The media is not there any more.");

  const { contentType, disposition } = safeHead(media.contentType, media.filename);
  res.setHeader("Content-Type", contentType);
  res.setHeader("Content-Disposition", disposition);
  res.setHeader("ETag", `"${key}"`);
  // It never changes, but a copy must not outlive the link by much.
  res.setHeader("Cache-Control", "private, max-age=300, immutable");
  await new Promise<void>((resolve, reject) => {
    res.once("close", resolve);
    send(req, `/${basename(media.path)}`, { root: dirname(media.path), ...sending })
      .on("error", (error: NodeJS.ErrnoException & { readonly status?: number }) => {
        if (error.status === 404) refuse(res, 404, "The media is not there any more.");
        else if (error.status === 416) refuse(res, 416, "The range is not within the media.");
        else reject(error);
      })
      .pipe(res);
  });
}

function refuse(res: ServerResponse, status: number, sentence: string): void {
  if (res.headersSent) return void res.destroy();
  for (const header of ["Content-Disposition", "ETag", "Cache-Control"]) res.removeHeader(header);
  res.statusCode = status;
  res.setHeader("Cache-Control", "no-store");
  res.setHeader("Content-Type", "text/plain; charset=utf-8");
  res.end(`${sentence}\n`);
}
