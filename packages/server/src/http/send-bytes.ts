import { createHash } from "node:crypto";
import type { Response } from "express";

/** What a person has sent is never to run in a browser on this origin. */
export function sendBytes(res: Response, contentType: string, bytes: Buffer, name: string): void {
  res.set({
    "Content-Type": contentType,
    "Content-Disposition": `${isInert(contentType) ? "inline" : "attachment"}; filename="${name}"`,
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, max-age=3600",
    ETag: `"${createHash("sha256").update(bytes).digest("hex")}"`,
  });
  res.send(bytes);
}

/** Can a browser show it without running anything of it? */
export function isInert(contentType: string): boolean {
  return /^(image\/(jpeg|png|gif|webp)|audio\/|video\/)/.test(contentType);
}
