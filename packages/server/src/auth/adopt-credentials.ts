import type { IncomingMessage } from "node:http";
import { type AccountSid, isSid } from "@repartee/protocol";
import { hashSecret, isSame } from "./compare-secrets.ts";

/** A name and a secret, as Basic authentication carries them. */
export interface Credentials {
  /** An Account SID or the SID of an API key. */
  readonly username: string;
  readonly password: string;
}

export interface CredentialAdoptionOptions {
  /** The account that credentials of the app stand for. */
  readonly accountSid: AccountSid;
  /** Credentials that the app is known to have. Default: none. */
  readonly known?: readonly Credentials[] | undefined;
  /** Says whether a request came from the app, and from nothing else. */
  readonly isFromApp: (request: IncomingMessage) => boolean;
  /** Called with the SID when credentials are adopted. */
  readonly onAdopted: (username: string) => void;
}

/** Credentials that an app has and the configuration does not: they stand for one account. */
export interface CredentialAdoption {
  /**
   * The account that these credentials stand for; `undefined`: none. The first secret that a request of
   * the app has for an unknown SID is the right one from then on.
   */
  accept(request: IncomingMessage, credentials: Credentials): AccountSid | undefined;
  /** The auth token of the Account SID that was adopted last: the app checks signatures with it. */
  readonly authToken: string | undefined;
}

/** Adopts credentials in memory: they are never stored. */
export function createCredentialAdoption(options: CredentialAdoptionOptions): CredentialAdoption {
  const { accountSid, known = [], isFromApp, onAdopted } = options;
  const hashes = new Map(known.map(({ username, password }) => [username, hashSecret(password)]));
  let authToken: string | undefined;

  return {
    accept(request, { username, password }) {
      const hash = hashes.get(username);
      if (hash !== undefined) return isSame(hashSecret(password), hash) ? accountSid : undefined;
      const isAccount = isSid(username, "AC");
      if (password === "" || !(isAccount || isSid(username, "SK"))) return undefined;
      if (!isFromApp(request)) return undefined;
      hashes.set(username, hashSecret(password));
      if (isAccount) authToken = password;
      onAdopted(username);
      return accountSid;
    },
    get authToken() {
      return authToken;
    },
  };
}
