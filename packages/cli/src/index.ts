export { main } from "./main.ts";
export type { ProcessIo } from "./process/process-io.ts";
