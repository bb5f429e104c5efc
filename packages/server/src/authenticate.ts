import { createHash, timingSafeEqual } from "node:crypto";
import type { AccountDirectory } from "@repartee/send-core";
import type { RequestHandler } from "express";
import { RestError } from "./rest-error.ts";

/**
 * Lets a request pass whose Basic credentials are those of the account in the path.
 *
 * Whether the account or the token is wrong does not show, neither in the answer nor in its time.
 */
export function authenticate(accounts: AccountDirectory): RequestHandler<{ account: string }> {
  return async function authenticate(req, res, next) {
    const [username, password] = basicCredentials(req.headers.authorization);
    const account = await accounts.find(username);
    const isKnown = isSame(password, account?.authToken ?? "") && account !== undefined;
    if (isKnown && account.sid === req.params.account) return next();
    res.set("WWW-Authenticate", 'Basic realm="Twilio API"');
    throw new RestError(20003, "Authenticate");
  };
}

function basicCredentials(
  header: string | undefined,
): readonly [username: string, password: string] {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? "")?.[1] ?? "";
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? ["", ""] : [text.slice(0, colon), text.slice(colon + 1)];
}

/** Compares hashes, so that the time tells neither length nor content. */
function isSame(given: string, expected: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(expected)) && expected !== "";
}
