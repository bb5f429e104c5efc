export { type NodeListener, toNodeListener } from "./node-listener.ts";
export { type FetchHandler, inbound, statusCallback } from "./webhooks.ts";
