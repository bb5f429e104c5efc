export type * from "./api/api-types.ts";
export { createEmulator, type Emulator, type EmulatorOptions } from "./create-emulator.ts";
export type { MediaTypeRules, SniffType } from "./http/media-type.ts";
export { type Authenticate, requireCredentials } from "./http/require-credentials.ts";
