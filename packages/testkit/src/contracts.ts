export { hostContract } from "./host-contract.ts";
export type { HostSetup, RunningHost } from "./host-under-test.ts";
