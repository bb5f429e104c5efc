import type { ConfiguredNumber, Locate } from "@repartee/send-core";
import { toRfc2822 } from "../../http/wire-date.ts";
import { toSmsUrlsJson, toUrlsJson } from "../messages/message-urls.ts";
import { numberKind } from "./number-kind.ts";

/** How the API writes a number. */
export type WriteNumber = (number: ConfiguredNumber) => object;

/** Writes an incoming phone number. */
export function numberWriter(locate: Locate): WriteNumber {
  return (number) => ({
    ...phoneNumberFields(number, locate),
    voice_receive_mode: "voice",
    address_sid: number.addressSid ?? null,
    identity_sid: null,
    bundle_sid: null,
    emergency_address_status: "unregistered",
    capabilities: { voice: true, sms: number.sms, mms: number.mms, fax: false },
    beta: false,
    status: "in-use",
    type: numberKind(number),
    origin: "twilio",
  });
}

/** Writes a number among those that depend on an address. */
export function dependentNumberWriter(locate: Locate): WriteNumber {
  return (number) => ({
    ...phoneNumberFields(number, locate),
    capabilities: { voice: true, sms: number.sms, mms: number.mms },
  });
}

/** Writes a short code. */
export function shortCodeWriter(locate: Locate): WriteNumber {
  return (number) => ({
    ...ownerFields(number),
    short_code: number.address,
    ...toSmsUrlsJson(number, locate),
    uri: `/2010-04-01/Accounts/${number.accountSid}/SMS/ShortCodes/${number.sid}.json`,
  });
}

function phoneNumberFields(number: ConfiguredNumber, locate: Locate): object {
  return {
    ...ownerFields(number),
    phone_number: number.address,
    ...toUrlsJson(number, locate),
    sms_application_sid: number.smsApplicationSid ?? "",
    voice_url: null,
    voice_method: "POST",
    voice_fallback_url: null,
    voice_fallback_method: "POST",
    voice_caller_id_lookup: false,
    voice_application_sid: null,
    trunk_sid: null,
    address_requirements: "none",
    emergency_status: "Inactive",
    emergency_address_sid: null,
    uri: `/2010-04-01/Accounts/${number.accountSid}/IncomingPhoneNumbers/${number.sid}.json`,
  };
}

function ownerFields(number: ConfiguredNumber): object {
  return {
    sid: number.sid,
    account_sid: number.accountSid,
    friendly_name: number.friendlyName,
    api_version: "2010-04-01",
    date_created: toRfc2822(number.dateCreated),
    date_updated: toRfc2822(number.dateUpdated),
  };
}
