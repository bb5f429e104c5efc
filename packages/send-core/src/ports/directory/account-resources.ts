import type { Sid } from "@repartee/protocol";
import type { ConfiguredResource } from "./configuration.ts";

/** A postal address of an account or of its customer. */
export interface Address extends ConfiguredResource {
  readonly sid: Sid<"AD">;
  readonly friendlyName: string;
  readonly customerName: string;
  readonly street: string;
  readonly streetSecondary: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  /** ISO 3166-1, upper case. */
  readonly isoCountry: string;
  readonly emergencyEnabled: boolean;
}

/** A number outside of the platform that an account has shown to be its own. */
export interface CallerId extends ConfiguredResource {
  readonly sid: Sid<"PN">;
  readonly friendlyName: string;
  /** E.164. */
  readonly phoneNumber: string;
}

/** Notifies an app once an account has used more than a value. Times are milliseconds since the epoch. */
export interface UsageTrigger extends ConfiguredResource {
  readonly sid: Sid<"UT">;
  readonly friendlyName: string;
  /** As usage records name it, such as `sms-outbound`. */
  readonly usageCategory: string;
  readonly triggerBy: "count" | "usage" | "price";
  /** Messages, segments or units of the currency. */
  readonly triggerValue: number;
  /** It fires once in each of these; `null`: once. */
  readonly recurring: "daily" | "monthly" | "yearly" | null;
  readonly callbackUrl: string;
  readonly callbackMethod: "GET" | "POST";
  readonly dateFired: number | null;
  /** The callback that was not posted yet. */
  readonly firing: TriggerFiring | null;
}

/** That a trigger has fired. */
export interface TriggerFiring {
  readonly currentValue: number;
  /** Attempts at its callback so far. */
  readonly attempts: number;
  /** When the next attempt is due. */
  readonly dueAt: number;
}
