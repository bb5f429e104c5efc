import type { AccountSid, Sid } from "@repartee/protocol";
import type { AdvancedOptOut } from "../opt-out/advanced-opt-out.ts";
import type { Account } from "./account-directory.ts";
import type { Sender, SenderType } from "./sender-directory.ts";

/** What every configured resource has. Times are milliseconds since the epoch. */
export interface ConfiguredResource {
  readonly sid: Sid;
  readonly accountSid: AccountSid;
  readonly dateCreated: number;
  readonly dateUpdated: number;
}

/** A second auth token, good beside the first until it is promoted or deleted. */
export interface SecondaryToken {
  readonly token: string;
  readonly dateCreated: number;
}

/** An account or a sub-account; its `accountSid` is its own SID. */
export interface ConfiguredAccount extends ConfiguredResource, Account {
  readonly sid: AccountSid;
  readonly friendlyName: string;
  readonly status: "active" | "suspended" | "closed";
  /** The account above; itself for one that has none. */
  readonly ownerSid: AccountSid;
  readonly secondaryToken?: SecondaryToken | undefined;
  /** Test credentials: what is sent with them goes nowhere. */
  readonly isTest: boolean;
}

/** A key that may be used in place of an account's credentials. */
export interface ApiKey extends ConfiguredResource {
  readonly sid: Sid<"SK">;
  readonly friendlyName: string;
  /** SHA-256 of the secret, in hexadecimal; the secret itself is kept nowhere. */
  readonly secretHash: string;
}

/** URLs as the API configures them; an empty URL is none. */
export interface MessageUrls {
  readonly smsUrl: string;
  readonly smsMethod: "GET" | "POST";
  readonly smsFallbackUrl: string;
  readonly smsFallbackMethod: "GET" | "POST";
  readonly statusCallback: string;
  readonly statusCallbackMethod: "GET" | "POST";
}

/** A number, short code or alphanumeric sender of an account. */
export interface ConfiguredNumber
  extends ConfiguredResource,
    MessageUrls,
    Pick<Sender, "country" | "registeredIn" | "campaign"> {
  readonly sid: Sid<"PN" | "SC" | "AI">;
  /** E.164, short code or alphanumeric ID. */
  readonly address: string;
  readonly type: SenderType;
  readonly friendlyName: string;
  readonly sms: boolean;
  readonly mms: boolean;
  /** Goes before the number's own URLs; `null`: none. */
  readonly smsApplicationSid: Sid<"AP"> | null;
  /** What the start of the platform has said of it; `null` for one that the API has made. */
  readonly given: string | null;
}

/** An application: URLs that many numbers and messages share. */
export interface Application extends ConfiguredResource, MessageUrls {
  readonly sid: Sid<"AP">;
  readonly friendlyName: string;
  /** Where moves of messages are posted that name the application. */
  readonly messageStatusCallback: string;
}

/** A sender in the pool of a service. */
export interface PoolMember {
  readonly sid: Sid<"PN" | "SC" | "AI">;
  readonly address: string;
  readonly dateCreated: number;
}

/** A Messaging Service as the API configures it; an empty URL is none. */
export interface ConfiguredService extends ConfiguredResource {
  readonly sid: Sid<"MG">;
  readonly friendlyName: string;
  readonly inboundRequestUrl: string;
  readonly inboundMethod: "GET" | "POST";
  readonly fallbackUrl: string;
  readonly fallbackMethod: "GET" | "POST";
  readonly statusCallback: string;
  readonly stickySender: boolean;
  readonly mmsConverter: boolean;
  readonly smartEncoding: boolean;
  readonly areaCodeGeomatch: boolean;
  readonly useInboundWebhookOnNumber: boolean;
  /** Seconds, 1 to 36000. */
  readonly validityPeriod: number;
  readonly scanMessageContent: "inherit" | "enable" | "disable";
  readonly fallbackToLongCode: boolean;
  readonly synchronousValidation: boolean;
  readonly usecase: string;
  readonly advancedOptOut?: AdvancedOptOut | undefined;
  /** In the order in which they were added. */
  readonly pool: readonly PoolMember[];
  /** What the start of the platform has said of it; none of one that the API has made. */
  readonly given?: string | undefined;
}

/** The resources of one kind. */
export interface ResourceStore<T extends ConfiguredResource> {
  find(sid: string): Promise<T | undefined>;
  /** Those of one account, or of all; newest first. */
  list(accountSid?: AccountSid): Promise<readonly T[]>;
  /** Adds it, or replaces the one with the same SID. */
  put(resource: T): Promise<void>;
  /** `false` when there is none. */
  remove(sid: string): Promise<boolean>;
}

/** The numbers; no two have the same address. */
export interface NumberStore extends ResourceStore<ConfiguredNumber> {
  findAddress(address: string): Promise<ConfiguredNumber | undefined>;
}

/** The Messaging Services; a sender is in one at most. */
export interface ServiceStore extends ResourceStore<ConfiguredService> {
  findBySender(address: string): Promise<ConfiguredService | undefined>;
}

/** What accounts have configured, to be read and written. */
export interface Configuration {
  readonly accounts: ResourceStore<ConfiguredAccount>;
  readonly keys: ResourceStore<ApiKey>;
  readonly numbers: NumberStore;
  readonly applications: ResourceStore<Application>;
  readonly services: ServiceStore;
}
