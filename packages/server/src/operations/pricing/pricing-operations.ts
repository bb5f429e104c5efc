import type { Operation } from "../../http/operation.ts";
import { messagePrices, type PricingParts } from "./message-prices.ts";
import { numberPrices } from "./number-prices.ts";

export type { PricingParts };

/** Prices by country: of messages and of numbers. */
export function pricingOperations(parts: PricingParts): readonly Operation[] {
  return [...messagePrices(parts), ...numberPrices()];
}
