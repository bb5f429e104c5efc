import type { RequestHandler } from "express";
import { sendProblem } from "./problem.ts";
import { isThisMachine } from "./require-credentials.ts";

export interface SameOriginOptions {
  /** Host names, without port, under which the page may be opened beside the loopback ones. */
  readonly allowedHosts: readonly string[];
}

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses what another site has set off in the user's browser, with 403: a Host that is not this
 * machine (DNS rebinding), and a request that changes something and comes from elsewhere. Browsers of
 * other machines know this one by other names, and are asked for credentials instead.
 */
export function sameOrigin({ allowedHosts }: SameOriginOptions): RequestHandler {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));

  return function sameOrigin(req, res, next) {
    const host = hostOf(`http://${req.headers.host ?? ""}`);
    const isKnown = host && (isLoopback(host.hostname) || allowed.has(host.hostname));
    if (!host || (!isKnown && isThisMachine(req.socket.remoteAddress))) {
      const sentence = `This page answers on this machine's own names only, not on "${req.headers.host ?? ""}".`;
      return sendProblem(res, { code: 20003, sentence }, 403);
    }
    if (!safeMethods.has(req.method) && !isFromHere(req.headers, host.host)) {
      const sentence = "Another site may not send messages here: Origin and Host differ.";
      return sendProblem(res, { code: 20003, sentence }, 403);
    }
    next();
  };
}

// Programs send neither header; browsers send at least one with each request that changes something.
function isFromHere(
  headers: { readonly origin?: string | undefined; readonly "sec-fetch-site"?: unknown },
  host: string,
): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  return headers.origin === undefined || hostOf(headers.origin)?.host === host;
}

function hostOf(url: string): { readonly host: string; readonly hostname: string } | undefined {
  if (!URL.canParse(url)) return undefined;
  const { host, hostname } = new URL(url);
  return hostname === "" ? undefined : { host, hostname };
}

function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
