import type { AccountSid } from "@repartee/protocol";
import type { AccountDirectory } from "@repartee/send-core";
import type { CredentialAdoption } from "@repartee/server";

/** Accounts, of which one signs with the auth token that the app has called with. */
export function signWithAdoptedToken(
  accounts: AccountDirectory,
  accountSid: AccountSid,
  adoption: Pick<CredentialAdoption, "authToken"> | undefined,
): AccountDirectory {
  return {
    async find(sid) {
      const account = await accounts.find(sid);
      const authToken = adoption?.authToken;
      return account?.sid === accountSid && authToken !== undefined
        ? { ...account, authToken }
        : account;
    },
  };
}
