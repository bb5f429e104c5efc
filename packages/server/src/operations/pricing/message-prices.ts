import { type PriceRules, pricesIn, type SenderType } from "@repartee/send-core";
import { notFound } from "../../http/not-found.ts";
import type { Call, Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
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

/** Prices of messages by country: only known ones are listed. */
export function messagePrices({ prices }: PricingParts): readonly Operation[] {
  const countries = () => [...new Set(["US", ...Object.keys(prices.countries)])].toSorted();
  const differs =
    "published prices of some countries, or configured ones; empty lists where none is known; one price for all carriers";
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
        const known = pricesIn(prices, iso);
        const entries = (direction: "out" | "in") =>
          types.flatMap(([name, type]) => entry(name, known?.[type]?.sms?.[direction]));
        const outbound = entries("out");
        const body = {
          ...summary(call, iso),
          inbound_sms_prices: entries("in"),
          outbound_sms_prices:
            outbound.length === 0
              ? []
              : [{ carrier: "Other", mcc: null, mnc: null, prices: outbound }],
          price_unit: prices.currency,
        };
        return { status: 200, body };
      },
    },
  ];
}

function entry(number_type: string, millionths: number | undefined): readonly object[] {
  if (millionths === undefined) return [];
  const price = (millionths / 1_000_000).toFixed(millionths % 100 === 0 ? 4 : 6);
  return [{ number_type, base_price: price, current_price: price }];
}

function summary({ origin }: Call, iso: string): object {
  return { country: countryName(iso), iso_country: iso, url: `${origin}${path}/${iso}` };
}
