import type { AccountSid, Sid } from "@repartee/protocol";

/** A property of a resource before and after a change. */
export interface ChangedProperty {
  readonly previous: unknown;
  readonly updated: unknown;
}

/** Something that was changed in an account: a number bought, a service updated, a key deleted. */
export interface AccountEvent {
  readonly sid: Sid<"AE">;
  readonly accountSid: AccountSid;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The type of the resource, such as `phone-number`. */
  readonly resourceType: string;
  readonly action: "created" | "updated" | "deleted";
  readonly resourceSid: string;
  /** Where the resource is or was, such as `https://api.twilio.com/2010-04-01/…`. */
  readonly resourceUrl: string;
  /** The account that made the change. */
  readonly actorSid: AccountSid;
  /** Where the request came from. */
  readonly sourceIpAddress: string;
  /** What was changed, by the names that the API has. */
  readonly properties: Readonly<Record<string, ChangedProperty>>;
}

/** Which events of one account to list; newest first. */
export interface AccountEventQuery {
  readonly accountSid: AccountSid;
  readonly actorSid?: string | undefined;
  /** Resource type and action, such as `phone-number.created`. */
  readonly eventType?: string | undefined;
  readonly resourceSid?: string | undefined;
  readonly sourceIpAddress?: string | undefined;
  /** Inclusive, milliseconds since the epoch. */
  readonly since?: number | undefined;
  /** Exclusive, milliseconds since the epoch. */
  readonly until?: number | undefined;
  /** At most this many, 1 to 1001. */
  readonly limit: number;
  /** Continue after this event of the page before. */
  readonly after?: string | undefined;
  /** The nearest ones before (newer than) this event of the page after; still newest first. */
  readonly before?: string | undefined;
}

/** Stores what was changed in accounts. */
export interface AccountEvents {
  add(event: AccountEvent): Promise<void>;
  find(accountSid: AccountSid, sid: string): Promise<AccountEvent | undefined>;
  list(query: AccountEventQuery): Promise<readonly AccountEvent[]>;
}
