import type { RequestHandler } from "express";
import { sendProblem } from "./problem.ts";

/** Says whether the value of an `Authorization` header is the account's. */
export type Authenticate = (authorization: string | undefined) => Promise<boolean>;

/**
 * Lets requests of this machine pass, and those of other machines only with the account's
 * credentials: a browser asks its user for them (401). Which machine it is the socket tells, and no
 * header.
 *
 * @param authenticate without it, other machines are refused with 403.
 */
export function askOthers(authenticate: Authenticate | undefined): RequestHandler {
  return async function askOthers(req, res, next) {
    if (isThisMachine(req.socket.remoteAddress)) return next();
    if (await authenticate?.(req.headers.authorization)) return next();
    const sentence = "Other machines need the AccountSid and the auth token of the account.";
    if (authenticate) res.set("WWW-Authenticate", 'Basic realm="Repartee", charset="UTF-8"');
    sendProblem(res, { code: 20003, sentence }, authenticate ? 401 : 403);
  };
}

/** Says whether the other end of a socket is on this machine. */
export function isThisMachine(address: string | undefined): boolean {
  return address === "::1" || /^(?:::ffff:)?127(?:\.\d{1,3}){3}$/.test(address ?? "");
}
