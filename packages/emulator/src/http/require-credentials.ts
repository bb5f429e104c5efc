import type { RequestHandler } from "express";
import { sendProblem } from "./problem.ts";

/** Says whether the value of an `Authorization` header is the account's. */
export type Authenticate = (authorization: string | undefined) => Promise<boolean>;

/**
 * Lets requests from this machine pass, and requests from other machines only with the account's
 * credentials: a browser asks its user for them (401). The socket says which machine it is, not a
 * header. Webhooks of a platform on this machine come from here too, and are refused by their
 * signature: an account must not read this API through its own webhook URL.
 *
 * @param authenticate without it, other machines are refused with 403.
 */
export function requireCredentials(authenticate: Authenticate | undefined): RequestHandler {
  return async function requireCredentials(req, res, next) {
    if (req.headers["x-twilio-signature"] !== undefined) {
      const sentence = "A webhook must not request this page: it is for people and their tools.";
      return sendProblem(res, { code: 20003, sentence }, 403);
    }
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
