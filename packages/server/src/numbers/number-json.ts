import type { ConfiguredNumber } from "@repartee/send-core";
import { toUrlsJson } from "../message-urls.ts";
import { toRfc2822 } from "../wire-date.ts";
import { numberKind } from "./number-kind.ts";

/** Writes a number as the API has it. */
export function toNumberJson(number: ConfiguredNumber): object {
  const uri = `/2010-04-01/Accounts/${number.accountSid}/IncomingPhoneNumbers/${number.sid}.json`;
  return {
    sid: number.sid,
    account_sid: number.accountSid,
    friendly_name: number.friendlyName,
    phone_number: number.address,
    ...toUrlsJson(number),
    sms_application_sid: number.smsApplicationSid ?? "",
    voice_url: null,
    voice_method: "POST",
    voice_fallback_url: null,
    voice_fallback_method: "POST",
    voice_caller_id_lookup: false,
    voice_application_sid: null,
    voice_receive_mode: "voice",
    trunk_sid: null,
    address_sid: number.addressSid ?? null,
    address_requirements: "none",
    identity_sid: null,
    bundle_sid: null,
    emergency_status: "Inactive",
    emergency_address_sid: null,
    emergency_address_status: "unregistered",
    capabilities: { voice: true, sms: number.sms, mms: number.mms, fax: false },
    beta: false,
    status: "in-use",
    type: numberKind(number),
    origin: "twilio",
    api_version: "2010-04-01",
    date_created: toRfc2822(number.dateCreated),
    date_updated: toRfc2822(number.dateUpdated),
    uri,
  };
}

/** Writes a short code as the API has it. */
export function toShortCodeJson(number: ConfiguredNumber): object {
  const { smsUrl, smsMethod, smsFallbackUrl, smsFallbackMethod } = number;
  return {
    sid: number.sid,
    account_sid: number.accountSid,
    friendly_name: number.friendlyName,
    short_code: number.address,
    api_version: "2010-04-01",
    sms_url: smsUrl,
    sms_method: smsMethod,
    sms_fallback_url: smsFallbackUrl,
    sms_fallback_method: smsFallbackMethod,
    date_created: toRfc2822(number.dateCreated),
    date_updated: toRfc2822(number.dateUpdated),
    uri: `/2010-04-01/Accounts/${number.accountSid}/SMS/ShortCodes/${number.sid}.json`,
  };
}
