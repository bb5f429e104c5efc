import type { Account, Configuration, ConfiguredAccount, ResourceDraft } from "@repartee/send-core";

/**
 * A configuration that knows the auth tokens of these accounts and never stores them: whoever gave them
 * keeps them elsewhere. In the store such an account has an empty token, which authenticates nothing.
 */
export function withholdTokens(
  configuration: Configuration,
  accounts: readonly Account[],
): Configuration {
  const tokens = new Map<string, string>(accounts.map(({ sid, authToken }) => [sid, authToken]));
  if (tokens.size === 0) return configuration;

  function hide(account: ConfiguredAccount): ConfiguredAccount {
    return tokens.get(account.sid) === account.authToken ? { ...account, authToken: "" } : account;
  }
  function show(account: ConfiguredAccount): ConfiguredAccount {
    const authToken = tokens.get(account.sid);
    return authToken !== undefined && account.authToken === ""
      ? { ...account, authToken }
      : account;
  }
  function withheld(draft: ResourceDraft<ConfiguredAccount>): ResourceDraft<ConfiguredAccount> {
    return {
      find: (sid) => shown(draft.find(sid)),
      list: (accountSid) => draft.list(accountSid).map(show),
      add: (account) => draft.add(hide(account)),
      change: (sid, next) => shown(draft.change(sid, (current) => hide(next(show(current))))),
      remove: (sid) => shown(draft.remove(sid)),
    };
  }
  const shown = (account: ConfiguredAccount | undefined) => account && show(account);

  return {
    ...configuration,
    accounts: {
      find: async (sid) => shown(await configuration.accounts.find(sid)),
      list: async (accountSid) => (await configuration.accounts.list(accountSid)).map(show),
    },
    change: (work) =>
      configuration.change((draft) => work({ ...draft, accounts: withheld(draft.accounts) })),
  };
}
