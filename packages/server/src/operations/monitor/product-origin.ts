import type { Product } from "../../http/operation.ts";

/** Where the caller finds another product: the host of that product at Twilio, else the same host. */
export function productOrigin(origin: string, product: Product): string {
  const [, rest] = /^https:\/\/[a-z0-9-]+(\.[a-z0-9.-]+)$/.exec(origin) ?? [];
  return rest?.endsWith(".twilio.com") ? `https://${product}${rest}` : origin;
}
