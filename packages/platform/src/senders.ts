import { createHash } from "node:crypto";
import { type AccountSid, createSid } from "@repartee/protocol";
import type { Sender, SenderDirectory } from "@repartee/send-core";
import type { NumberConfig } from "./config.ts";

// North American toll-free area codes.
const tollFree = /^\+1(800|833|844|855|866|877|888)/;

/** The configured numbers as senders of the account. */
export function createSenders(
  accountSid: AccountSid,
  numbers: readonly NumberConfig[],
): SenderDirectory {
  const senders = new Map(numbers.map((number) => [number.address, toSender(accountSid, number)]));
  return {
    find: async (address) => senders.get(address),
    list: async () => [...senders.values()],
  };
}

/** A number as a sender of an account. */
export function toSender(accountSid: AccountSid, number: NumberConfig): Sender {
  const { address, webhookUrl, webhookMethod = "POST", fallbackUrl } = number;
  return {
    // Made from the number, so that it is the same after each start.
    sid: createSid("PN", createHash("sha256").update(address).digest().subarray(0, 16)),
    accountSid,
    address,
    type: tollFree.test(address) ? "toll-free" : "long-code",
    sms: true,
    mms: true,
    webhook:
      webhookUrl === undefined
        ? undefined
        : { url: webhookUrl, method: webhookMethod, fallbackUrl },
  };
}
