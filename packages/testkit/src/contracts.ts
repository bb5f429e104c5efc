export { type HostSetup, hostContract, type RunningHost } from "./host-contract.ts";
