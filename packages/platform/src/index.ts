export type { NumberConfig, PlatformConfig } from "./config.ts";
export { type Platform, startPlatform } from "./start-platform.ts";
