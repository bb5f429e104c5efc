import { createHash, timingSafeEqual } from "node:crypto";
import type { AccountSid } from "@repartee/protocol";
import type { Configuration, ConfiguredAccount } from "@repartee/send-core";
import { RestError } from "./rest-error.ts";

/** Whose credentials a request has. */
export interface Caller {
  readonly caller: ConfiguredAccount;
  readonly isKey: boolean;
}

/**
 * Finds the account whose Basic credentials these are: its SID with either auth token, or one of its
 * API keys.
 *
 * Whether the name or the secret is wrong does not show, neither in the answer nor in its time.
 *
 * @throws RestError 20003 for wrong credentials, 20005 for an account that is suspended.
 */
export async function authenticate(
  { accounts, keys }: Configuration,
  authorization: string | undefined,
): Promise<Caller> {
  const [username, password] = basicCredentials(authorization);
  const key = await keys.find(username);
  const caller = await accounts.find(key?.accountSid ?? username);
  const isGood = key
    ? isSame(hashSecret(password), key.secretHash)
    : [caller?.authToken ?? "", caller?.secondaryToken?.token ?? ""]
        .map((token) => isSame(password, token))
        .includes(true);
  if (!isGood || caller === undefined || caller.status === "closed") {
    throw new RestError(20003, "Authenticate");
  }
  if (caller.status === "suspended") throw new RestError(20005, "The account is suspended.");
  return { caller, isKey: key !== undefined };
}

/** Says whether these are the credentials of this account itself, and not of a key or a sub-account. */
export async function isOwnerOf(
  sid: AccountSid,
  configuration: Configuration,
  authorization: string | undefined,
): Promise<boolean> {
  try {
    const { caller, isKey } = await authenticate(configuration, authorization);
    return caller.sid === sid && !isKey;
  } catch (error) {
    if (error instanceof RestError) return false;
    throw error;
  }
}

/** What is kept of a key's secret. It is as random as the hash, so no slow one is needed. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/**
 * The account that a path names, when the caller may act for it: its own, or a sub-account of it.
 *
 * @throws RestError 20003 for any other; whether there is such an account does not show.
 */
export async function accountOfPath(
  { accounts }: Configuration,
  { caller, isKey }: Caller,
  sid: string | undefined,
): Promise<ConfiguredAccount> {
  if (sid === undefined || sid === caller.sid) return caller;
  const named = await accounts.find(sid);
  if (named && named.ownerSid === caller.sid && !isKey) return named;
  throw new RestError(20003, "Authenticate");
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
