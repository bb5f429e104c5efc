import type { Account, ConfigurationDraft } from "@repartee/send-core";

/** What is written of an account that is not there yet. */
export interface AccountDefaults {
  readonly friendlyName: string;
  readonly isTest: boolean;
  readonly now: number;
}

/** Adds an account, or gives it this token. */
export function seedAccount(
  { accounts }: ConfigurationDraft,
  { sid, authToken }: Account,
  { friendlyName, isTest, now }: AccountDefaults,
): void {
  const known = accounts.find(sid);
  if (known?.authToken === authToken) return;
  if (known) {
    accounts.change(sid, (current) => ({ ...current, authToken, dateUpdated: now }));
    return;
  }
  accounts.add({
    sid,
    accountSid: sid,
    authToken,
    friendlyName,
    status: "active",
    ownerSid: sid,
    isTest,
    dateCreated: now,
    dateUpdated: now,
  });
}

/** The account with the token that the API may have put in place of its first one. */
export function promotedAccount({ accounts }: ConfigurationDraft, loaded: Account): Account {
  const known = accounts.find(loaded.sid);
  return known ? { sid: known.sid, authToken: known.authToken } : loaded;
}
