import type { AccountSid } from "@repartee/protocol";

/** An account as far as sending and signing need it. */
export interface Account {
  readonly sid: AccountSid;
  /** The primary auth token: it signs every request to the app. */
  readonly authToken: string;
  /** The account above it. Default: it is no sub-account. */
  readonly parentSid?: AccountSid | undefined;
}

/** Knows the accounts. */
export interface AccountDirectory {
  /** `undefined` also for an account that is suspended or closed: nothing is done for it. */
  find(sid: string): Promise<Account | undefined>;
}
