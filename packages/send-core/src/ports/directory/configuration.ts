import type { AccountSid, Sid } from "@repartee/protocol";
import type { AdvancedOptOut } from "../../rules/opt-out/advanced-opt-out.ts";
import type { Account } from "./account-directory.ts";
import type { Address, CallerId, UsageTrigger } from "./account-resources.ts";
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
  /** The address that it is registered with. Default: none. */
  readonly addressSid?: Sid<"AD"> | undefined;
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

/** Reads the resources of one kind. To write one, use {@link Configuration.change}. */
export interface ResourceReader<T extends ConfiguredResource> {
  find(sid: string): Promise<T | undefined>;
  /** Those of one account, or of all; newest first. */
  list(accountSid?: AccountSid): Promise<readonly T[]>;
}

export interface NumberReader extends ResourceReader<ConfiguredNumber> {
  findAddress(address: string): Promise<ConfiguredNumber | undefined>;
}

export interface ServiceReader extends ResourceReader<ConfiguredService> {
  findBySender(address: string): Promise<ConfiguredService | undefined>;
}

/** The resources of one kind within a change: reads see what the change has written so far. */
export interface ResourceDraft<T extends ConfiguredResource> {
  find(sid: string): T | undefined;
  /** Those of one account, or of all; newest first. */
  list(accountSid?: AccountSid): readonly T[];
  /** @throws ReparteeError `data_invalid` when its SID, its address or one of its senders is taken. */
  add(resource: T): void;
  /**
   * Replaces a resource by what `next` makes of it; never adds one.
   *
   * @returns the new resource, `undefined` when there is none with this SID.
   * @throws ReparteeError `data_invalid` when its address or one of its senders is taken.
   */
  change(sid: string, next: (current: T) => T): T | undefined;
  /** @returns the removed resource, `undefined` when there is none with this SID. */
  remove(sid: string): T | undefined;
}

/** The numbers; no two have the same address. */
export interface NumberDraft extends ResourceDraft<ConfiguredNumber> {
  findAddress(address: string): ConfiguredNumber | undefined;
}

/** The Messaging Services; a sender is in one at most. */
export interface ServiceDraft extends ResourceDraft<ConfiguredService> {
  findBySender(address: string): ConfiguredService | undefined;
}

/** The configuration within a change. */
export interface ConfigurationDraft {
  readonly accounts: ResourceDraft<ConfiguredAccount>;
  readonly keys: ResourceDraft<ApiKey>;
  readonly numbers: NumberDraft;
  readonly applications: ResourceDraft<Application>;
  readonly services: ServiceDraft;
  readonly addresses: ResourceDraft<Address>;
  readonly callerIds: ResourceDraft<CallerId>;
  readonly usageTriggers: ResourceDraft<UsageTrigger>;
}

/** What accounts have configured, to be read and changed. */
export interface Configuration {
  readonly accounts: ResourceReader<ConfiguredAccount>;
  readonly keys: ResourceReader<ApiKey>;
  readonly numbers: NumberReader;
  readonly applications: ResourceReader<Application>;
  readonly services: ServiceReader;
  readonly addresses: ResourceReader<Address>;
  readonly callerIds: ResourceReader<CallerId>;
  readonly usageTriggers: ResourceReader<UsageTrigger>;
  /**
   * Reads and writes in one commit: changes run one after another, and each sees what the one before
   * has written. `work` is synchronous and may run more than once; when it throws, nothing is written
   * and its error rejects the promise. The draft cannot be used after `work` has returned.
   */
  change<R>(work: (draft: ConfigurationDraft) => R): Promise<R>;
}
