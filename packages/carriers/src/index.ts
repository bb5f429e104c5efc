export {
  type CarrierProfile,
  type Conditions,
  fairConditions,
  type Latency,
  roughConditions,
} from "./simulated/carrier-profile.ts";
export { carrierNames, carriersOf, type Handset, handsetOf } from "./simulated/handset.ts";
export { type HandsetFate, type MagicHandset, magicHandsets } from "./simulated/magic-handset.ts";
export {
  createSimulatedNetwork,
  type SimulatedNetwork,
  type SimulatedNetworkOptions,
} from "./simulated/simulated-network.ts";
