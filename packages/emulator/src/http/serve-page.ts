import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import express, { type RequestHandler } from "express";

/** Where the build puts the page. */
export const builtPage: string = fileURLToPath(new URL("../../dist/page/", import.meta.url));

// The page loads nothing from elsewhere and runs nothing but its own files. `blob:` is for previews.
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Serves the page itself, anew each time: it names the assets that belong to it. */
export function servePage(folder: string): RequestHandler {
  return function servePage(_req, res) {
    if (!existsSync(join(folder, "index.html"))) {
      res.status(503).type("text/plain");
      return res.send("The phone page is not built. Run: npm run build\n");
    }
    res.set({
      "Content-Security-Policy": contentSecurityPolicy,
      "Cross-Origin-Opener-Policy": "same-origin",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-cache",
    });
    res.sendFile("index.html", { root: folder, cacheControl: false });
  };
}

/** Serves the page's assets; their names carry a hash of what they are, so they are kept for a year. */
export function serveAssets(folder: string): RequestHandler {
  return express.static(join(folder, "assets"), {
    immutable: true,
    maxAge: "1y",
    index: false,
    redirect: false,
  });
}
