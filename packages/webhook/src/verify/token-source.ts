import { isSid } from "@repartee/protocol";
import type { WebhookOptions } from "../options.ts";

/** The auth tokens with which a request of this account may be signed; none is no match. */
export type TokenSource = (accountSid: string) => readonly string[] | Promise<readonly string[]>;

/** Makes the source from the option. */
export function createTokenSource(authToken: WebhookOptions["authToken"]): TokenSource {
  if (typeof authToken === "function") {
    return async (accountSid) => {
      // Not verified yet: a function that looks up `tokens[accountSid]` must not be asked for
      // `__proto__`. Requests without an account, as those of Add-ons, are asked for as "".
      const isPlausible = accountSid === "" || isSid(accountSid, "AC");
      return isPlausible ? usable(await authToken(accountSid)) : [];
    };
  }
  const tokens = usable(authToken);
  return () => tokens;
}

// An empty token would be a key that everybody knows.
function usable(tokens: string | readonly string[] | undefined): readonly string[] {
  return [tokens ?? []].flat().filter((token) => typeof token === "string" && token !== "");
}
