import { notFound } from "../../http/not-found.ts";
import type { Call, Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { countryName } from "./country-name.ts";

const path = "/v1/PhoneNumbers/Countries";

/** Dollars a month by kind of number, as third parties published them in 2026; others are not known. */
const prices: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  US: { local: "1.15", "toll free": "2.15" },
};

/** Prices of numbers by country. */
export function numberPrices(): readonly Operation[] {
  const differs = "of the United States in 2026 alone; an empty list of prices elsewhere";
  const get = { product: "pricing", method: "GET", differs } as const;
  return [
    {
      ...get,
      path,
      run: (call) =>
        answerPage<{ readonly sid: string }>(call, {
          key: "countries",
          read: pagesOf(Object.keys(prices).map((sid) => ({ sid }))),
          write: ({ sid }) => summary(call, sid),
        }),
    },
    {
      ...get,
      path: `${path}/{IsoCountry}`,
      run: async (call) => {
        const iso = (call.path.IsoCountry ?? "").toUpperCase();
        if (countryName(iso) === undefined) throw notFound(call);
        const entries = Object.entries(prices[iso] ?? {}).map(([number_type, price]) => ({
          number_type,
          base_price: price,
          current_price: price,
        }));
        const body = { ...summary(call, iso), phone_number_prices: entries, price_unit: "USD" };
        return { status: 200, body };
      },
    },
  ];
}

function summary({ origin }: Call, iso: string): object {
  return { country: countryName(iso), iso_country: iso, url: `${origin}${path}/${iso}` };
}
