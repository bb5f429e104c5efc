import type { AccountSid, MessageSid } from "@repartee/protocol";

/** Somebody who does not want to hear from a sender. */
export interface OptOut {
  readonly accountSid: AccountSid;
  /** The sender's address; or the SID of its Messaging Service, and with it all of its senders. */
  readonly scope: string;
  /** In E.164. */
  readonly recipient: string;
  /** Since when, milliseconds since the epoch. */
  readonly at: number;
  /** The message that said so; `null` when it was imported. */
  readonly messageSid: MessageSid | null;
}

/** Names one entry of the list. */
export type OptOutKey = Pick<OptOut, "accountSid" | "scope" | "recipient">;

/** Keeps who has opted out of what. Each call is one durable transaction. */
export interface OptOutList {
  find(key: OptOutKey): Promise<OptOut | undefined>;
  /** All scopes that a recipient has opted out of, and since when: most have none. */
  scopes(accountSid: AccountSid, recipient: string): Promise<ReadonlyMap<string, number>>;
  /** Adds all of them or none; those that are known stay as they are. Returns how many are new. */
  add(optOuts: readonly OptOut[]): Promise<number>;
  /** Says whether it was there. */
  remove(key: OptOutKey): Promise<boolean>;
  /** Ordered by scope and recipient. */
  list(query: {
    readonly accountSid: AccountSid;
    readonly limit: number;
    /** Continue after this entry of the page before. */
    readonly after?: Pick<OptOut, "scope" | "recipient"> | undefined;
  }): Promise<readonly OptOut[]>;
}
