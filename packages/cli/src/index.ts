export { main } from "./main.ts";
export type { Surroundings } from "./process/process-io.ts";
