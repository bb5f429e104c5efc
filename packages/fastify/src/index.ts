export { inbound, statusCallback } from "./webhooks.ts";
