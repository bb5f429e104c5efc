import { type LookupAddress, lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { ReparteeError } from "@repartee/protocol";
import { Agent } from "undici";
import { type AddressClass, classifyAddress } from "./address-class.ts";

/**
 * An agent that connects to permitted addresses only: a name is resolved once, every address it has
 * is checked, and the connection goes to one of those. URL and TLS name stay what they are.
 */
export function createGuardedAgent(
  permit: (kind: AddressClass) => boolean,
  timeoutMs: number,
): Agent {
  const guardedLookup: LookupFunction = (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const refused = addresses.find(({ address }) => !permit(classifyAddress(address)));
      if (refused) {
        return callback(new Error("Refused", { cause: blocked(hostname, refused) }), []);
      }
      const [first] = addresses;
      if (options.all || !first) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
  return new Agent({
    connect: { lookup: guardedLookup, timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
}

function blocked(hostname: string, { address }: LookupAddress): ReparteeError {
  const kind = classifyAddress(address);
  return new ReparteeError("media_blocked", `Refused ${hostname}: it leads to a ${kind} address.`, {
    details: { addressClass: kind },
  });
}
