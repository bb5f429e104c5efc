export { type Authenticate, askOthers } from "./ask-others.ts";
export { createEmulator, type Emulator, type EmulatorOptions } from "./create-emulator.ts";
export type { MediaTypeRules, SniffType } from "./media-type.ts";
export type * from "./phone-api.ts";
