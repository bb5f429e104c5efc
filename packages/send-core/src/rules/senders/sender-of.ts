import { createHash } from "node:crypto";
import { type AccountSid, createSid, isAlphanumericSender } from "@repartee/protocol";
import type { Sender, SenderDirectory } from "../../ports/directory/sender-directory.ts";

/**
 * The sender with this address that the account may send from: one of its own, or a dynamic
 * alphanumeric sender ID. A country takes or refuses a dynamic ID by its rules.
 *
 * Every account may use every alphanumeric ID, and needs no resource for it: Twilio, "Alphanumeric
 * Sender ID for Programmable SMS", help.twilio.com/articles/223133767.
 */
export async function senderOf(
  accountSid: AccountSid,
  address: string,
  senders: SenderDirectory,
): Promise<Sender | undefined> {
  const known = await senders.find(address);
  if (known?.accountSid === accountSid) return known;
  return isAlphanumericSender(address) ? dynamicSender(accountSid, address) : undefined;
}

function dynamicSender(accountSid: AccountSid, address: string): Sender {
  const hash = createHash("sha256").update(`${accountSid}/${address}`).digest();
  return {
    sid: createSid("AI", hash.subarray(0, 16)),
    accountSid,
    address,
    type: "alphanumeric",
    sms: true,
    mms: false,
    webhook: undefined,
  };
}
