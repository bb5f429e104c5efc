import { type AccountSid, createSid, isTollFree } from "@repartee/protocol";
import { type ConfiguredNumber, friendlyNumber } from "@repartee/send-core";
import { noUrls } from "../messages/message-urls.ts";

/** A number as an account has bought it, before its settings. */
export function newNumber(accountSid: AccountSid, address: string, now: number): ConfiguredNumber {
  return {
    sid: createSid("PN"),
    accountSid,
    address,
    type: isTollFree(address) ? "toll-free" : "long-code",
    friendlyName: friendlyNumber(address),
    sms: true,
    mms: true,
    smsApplicationSid: null,
    given: null,
    ...noUrls,
    dateCreated: now,
    dateUpdated: now,
  };
}
