import { isE164, readPhoneNumber } from "@repartee/protocol";
import type { Clock, Configuration, SendCore, SendRequest } from "@repartee/send-core";
import type { NumberConfig } from "./config/number-config.ts";
import { likeFirst, toConfiguredNumber } from "./seed/configured-number.ts";
import { ADOPTED } from "./seed/seed-numbers.ts";

export interface SenderAdoptionOptions {
  readonly configuration: Configuration;
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
  { configuration, clock, given, onAdopted }: SenderAdoptionOptions,
): SendCore {
  return {
    ...sendCore,
    async send(request) {
      const result = await sendCore.send(request);
      if (result.ok) return result;
      const { accountSid } = request;
      const address = readPhoneNumber(request.from) ?? request.from;
      if (!isAdoptable({ ...request, from: address })) return result;
      const like = likeFirst(given, address);
      const adopted = toConfiguredNumber(accountSid, like, ADOPTED, clock.now());
      // Looked for first without a commit: most refused messages are not from a new number.
      if ((await configuration.numbers.findAddress(address)) !== undefined) return result;
      const owner = await configuration.change(({ numbers }) => {
        const known = numbers.findAddress(address);
        if (known) return known;
        numbers.add(adopted);
        return adopted;
      });
      if (owner === adopted) onAdopted(address);
      // Another message may have brought the number here at the same time.
      return owner.accountSid === accountSid ? sendCore.send(request) : result;
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
