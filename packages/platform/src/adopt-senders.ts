import { isE164 } from "@repartee/protocol";
import type { Clock, NumberStore, SendCore, SendRequest } from "@repartee/send-core";
import type { NumberConfig } from "./config/number-config.ts";
import { likeFirst, toConfiguredNumber } from "./seed/configured-number.ts";
import { ADOPTED } from "./seed/seed-numbers.ts";

export interface SenderAdoptionOptions {
  readonly numbers: NumberStore;
  readonly clock: Clock;
  /** The first one's webhook is that of adopted numbers. */
  readonly given: readonly NumberConfig[];
  readonly onAdopted: (address: string) => void;
}

/**
 * A send core that makes a number an account's own, for good, when an app first sends from it, instead
 * of refusing the message.
 */
export function adoptSenders(
  sendCore: SendCore,
  { numbers, clock, given, onAdopted }: SenderAdoptionOptions,
): SendCore {
  return {
    ...sendCore,
    async send(request) {
      const result = await sendCore.send(request);
      const { accountSid, from: address } = request;
      if (result.ok || !isAdoptable(request)) return result;
      if ((await numbers.findAddress(address)) !== undefined) return result;
      const adopted = likeFirst(given, address);
      await numbers.put(toConfiguredNumber(accountSid, adopted, ADOPTED, clock.now()));
      onAdopted(address);
      return sendCore.send(request);
    },
  };
}

// The platform's magic numbers stand for senders that are refused, but the last one of these.
const magic = /^\+1500555\d{4}$/;
const magicSender = "+15005550006";

function isAdoptable({ direction, from, to }: SendRequest): boolean {
  if (direction !== "outbound-api" || !isE164(from) || from === to) return false;
  return !magic.test(from) || from === magicSender;
}
