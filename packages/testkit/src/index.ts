export {
  type InboundOverrides,
  inboundFields,
  type StatusOverrides,
  statusFields,
} from "./fields.ts";
export { createRandom, mutate } from "./mutate.ts";
export { type SignedRequest, type SignedRequestOptions, signedRequest } from "./signed-request.ts";
