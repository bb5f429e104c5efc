import type { IncomingMessage } from "node:http";
import { type AccountSid, isSid } from "@repartee/protocol";
import type { Configuration, ConfiguredAccount } from "@repartee/send-core";
import { RestError } from "../http/rest-error.ts";
import type { CredentialAdoption, Credentials } from "./adopt-credentials.ts";
import { hashSecret, isSame } from "./compare-secrets.ts";

/** Whose credentials a request has. */
export interface Caller {
  readonly caller: ConfiguredAccount;
  /** An API key is used; it may not manage accounts and keys. */
  readonly isKey: boolean;
  /** The app's credentials from elsewhere, which stand for this account. Default: they are the account's own. */
  readonly adopted?: Credentials | undefined;
}

/**
 * Finds the account whose Basic credentials a request has: its SID with either auth token, or one of its
 * API keys. Credentials of which the configuration knows neither account nor key may be adopted.
 *
 * Neither the response nor its time shows whether the name or the secret is wrong.
 *
 * @throws RestError 20003 for wrong credentials, 20005 for an account that is suspended.
 */
export async function authenticateRequest(
  configuration: Configuration,
  request: IncomingMessage,
  adoption: CredentialAdoption | undefined,
): Promise<Caller> {
  const { authorization } = request.headers;
  const [username, password] = basicCredentials(authorization);
  if (adoption && !(await isKnown(configuration, username))) {
    const adopted = { username, password };
    const sid = adoption.accept(request, adopted);
    const caller = sid && (await configuration.accounts.find(sid));
    if (caller) return { caller: active(caller), isKey: username.startsWith("SK"), adopted };
  }
  return authenticate(configuration, authorization);
}

async function isKnown({ accounts, keys }: Configuration, username: string): Promise<boolean> {
  return ((await keys.find(username)) ?? (await accounts.find(username))) !== undefined;
}

async function authenticate(
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
  if (!isGood || caller === undefined) throw new RestError(20003, "Authenticate");
  return { caller: active(caller), isKey: key !== undefined };
}

function active(account: ConfiguredAccount): ConfiguredAccount {
  if (account.status === "closed") throw new RestError(20003, "Authenticate");
  if (account.status === "suspended") throw new RestError(20005, "The account is suspended.");
  return account;
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

/**
 * The account that a path names, when the caller may act for it: its own, or a sub-account of it.
 *
 * @throws RestError 20003 for any other; whether there is such an account does not show.
 */
export async function accountOfPath(
  { accounts }: Configuration,
  by: Caller,
  sid: string | undefined,
): Promise<ConfiguredAccount> {
  const { caller, isKey } = by;
  if (sid === undefined || sid === caller.sid) return caller;
  const named = await accounts.find(sid);
  if (named && named.ownerSid === caller.sid && !isKey) return named;
  if (standsForCaller(sid, named, by)) return caller;
  throw new RestError(20003, "Authenticate");
}

/**
 * Does an Account SID stand for the caller's account? To an app whose credentials were adopted, that
 * account is known by the SID that it has at Twilio.
 *
 * @param named the account that has this SID here.
 */
export function standsForCaller(
  sid: string,
  named: ConfiguredAccount | undefined,
  { adopted }: Pick<Caller, "adopted">,
): boolean {
  return named === undefined && adopted !== undefined && isSid(sid, "AC");
}

function basicCredentials(
  header: string | undefined,
): readonly [username: string, password: string] {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? "")?.[1] ?? "";
  const text = Buffer.from(encoded, "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon < 0 ? ["", ""] : [text.slice(0, colon), text.slice(colon + 1)];
}
