import type { PriceRules, SenderPrices, SenderType } from "@repartee/send-core";
import { pagesOf } from "../list-place.ts";
import { notFound } from "../not-found.ts";
import type { Call, Operation } from "../operation.ts";
import { answerPage } from "../paging.ts";
import { countryName } from "./country-name.ts";

/** What the operations on prices work with. */
export interface PricingParts {
  readonly prices: PriceRules;
}

const path = "/v1/Messaging/Countries";
const types: readonly (readonly [string, SenderType])[] = [
  ["local", "long-code"],
  ["toll-free", "toll-free"],
  ["shortcode", "short-code"],
];

/** Prices of messages by country. */
export function messagePrices({ prices }: PricingParts): readonly Operation[] {
  const countries = () => [...new Set(["US", "CA", ...Object.keys(prices.countries)])].toSorted();
  const differs = "prices are those that the platform was started with; carriers have no codes";
  return [
    {
      product: "pricing",
      method: "GET",
      path,
      differs,
      run: (call) =>
        answerPage<{ sid: string }>(call, {
          key: "countries",
          read: pagesOf(countries().map((sid) => ({ sid }))),
          write: ({ sid }) => summary(call, sid),
        }),
    },
    {
      product: "pricing",
      method: "GET",
      path: `${path}/{IsoCountry}`,
      differs,
      run: async (call) => {
        const iso = (call.path.IsoCountry ?? "").toUpperCase();
        if (countryName(iso) === undefined) throw notFound(call);
        const priceOf = (type: SenderType): SenderPrices =>
          prices.countries[iso]?.[type] ?? prices.senders[type];
        const entry = (number_type: string, millionths: number) => {
          const price = (millionths / 1_000_000).toFixed(4);
          return { number_type, base_price: price, current_price: price };
        };
        const body = {
          ...summary(call, iso),
          inbound_sms_prices: types.map(([name, type]) => entry(name, priceOf(type).sms.in)),
          outbound_sms_prices: [
            {
              carrier: "Other",
              mcc: null,
              mnc: null,
              prices: types.map(([name, type]) => entry(name, priceOf(type).sms.out)),
            },
          ],
          price_unit: prices.currency,
        };
        return { status: 200, body };
      },
    },
  ];
}

function summary({ origin }: Call, iso: string): object {
  return { country: countryName(iso), iso_country: iso, url: `${origin}${path}/${iso}` };
}
