import type { SimulatedNetwork } from "@repartee/carriers";
import { createLookup, type Lookup } from "@repartee/send-core";

/**
 * Numbers as the simulated network has them: each is with a carrier of its country, and countries and
 * kinds of line are those of the world's numbering plans, but for landlines that the network plays.
 */
export function createNetworkLookup(network: Pick<SimulatedNetwork, "handset">): Lookup {
  const plans = createLookup();
  return {
    async find(number) {
      const facts = await plans.find(number);
      const { carrier, country, isLandline, line } = network.handset(number);
      // Where the numbering plan leaves it open, the network plays a mobile.
      const isOpen = facts.lineType === "unknown" && country !== undefined;
      const lineType = isLandline ? "landline" : isOpen ? "mobile" : facts.lineType;
      return {
        country: facts.country ?? country,
        carrier: carrier.name,
        mobileNetwork: lineType === "mobile" ? carrier.network : undefined,
        lineType,
        line,
      };
    },
  };
}
