import type { AccountEvent } from "@repartee/send-core";
import type { Operation } from "../../http/operation.ts";

/** A change that an operation makes. */
export interface RecordedChange {
  readonly resourceType: string;
  readonly action: AccountEvent["action"];
  /** The path's name for the resource; `undefined` when the operation creates it. */
  readonly sidName: string | undefined;
}

const account = "/2010-04-01/Accounts/{AccountSid}";

// Types as in Twilio, "Monitor Events", twilio.com/docs/usage/monitor-events, as far as it names them
// (`account`, `phone-number`); the others are unconfirmed.
const types: Readonly<Record<string, string>> = {
  "api /2010-04-01/Accounts": "account",
  [`api ${account}/IncomingPhoneNumbers`]: "phone-number",
  [`api ${account}/IncomingPhoneNumbers/Local`]: "phone-number",
  [`api ${account}/IncomingPhoneNumbers/Mobile`]: "phone-number",
  [`api ${account}/IncomingPhoneNumbers/TollFree`]: "phone-number",
  [`api ${account}/SMS/ShortCodes`]: "short-code",
  [`api ${account}/Applications`]: "application",
  [`api ${account}/Addresses`]: "address",
  [`api ${account}/OutgoingCallerIds`]: "outgoing-caller-id",
  [`api ${account}/Keys`]: "api-key",
  [`api ${account}/SigningKeys`]: "api-key",
  [`api ${account}/Usage/Triggers`]: "usage-trigger",
  "iam /v1/Keys": "api-key",
  "messaging /v1/Services": "messaging-service",
  "messaging /v1/Services/{ServiceSid}/PhoneNumbers": "messaging-service-phone-number",
  "messaging /v1/Services/{ServiceSid}/ShortCodes": "messaging-service-short-code",
  "messaging /v1/Services/{ServiceSid}/AlphaSenders": "messaging-service-alpha-sender",
};

/** The change of configuration that an operation makes, if it makes one. */
export function recordedChange({ product, method, path }: Operation): RecordedChange | undefined {
  const [, parent, sidName] = /^(.*)\/\{(\w+)\}$/.exec(path) ?? [];
  const resourceType = types[`${product} ${parent ?? path}`];
  if (resourceType === undefined || method === "GET") return undefined;
  if (method === "DELETE") return { resourceType, action: "deleted", sidName };
  return { resourceType, action: parent === undefined ? "created" : "updated", sidName };
}
