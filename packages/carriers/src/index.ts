export type { Latency } from "./simulated/latency.ts";
export { type HandsetFate, type MagicHandset, magicHandsets } from "./simulated/magic-handset.ts";
export {
  createSimulatedNetwork,
  type SimulatedNetworkOptions,
} from "./simulated/simulated-network.ts";
