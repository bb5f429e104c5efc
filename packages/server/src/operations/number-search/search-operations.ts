import type { Places } from "@repartee/places";
import { type Configuration, friendlyNumber } from "@repartee/send-core";
import { notFound } from "../../http/not-found.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { type FreeNumber, findNumbers } from "./find-numbers.ts";
import {
  countriesWithNumbers,
  hasNumbers,
  type NumberKind,
  numberBlocks,
  numberKinds,
} from "./number-blocks.ts";
import { capabilitiesOf } from "./number-capabilities.ts";
import { readNumberQuery } from "./read-number-query.ts";

/** What the search for numbers works with. */
export interface NumberSearchParts {
  readonly configuration: Configuration;
  readonly places: Places;
}

const path = "/2010-04-01/Accounts/{AccountSid}/AvailablePhoneNumbers";

/** Searches numbers that can be bought, by country and kind. */
export function searchOperations({
  configuration,
  places,
}: NumberSearchParts): readonly Operation[] {
  const search =
    (kind: NumberKind) =>
    async (call: Call): Promise<Answer> => {
      const country = wantedCountry(call);
      const filters = readNumberQuery(call.query, places);
      const taken = new Set((await configuration.numbers.list()).map(({ address }) => address));
      const query = { ...filters, country, kind };
      const found = findNumbers(places, (address) => taken.has(address), query);
      const postalCode = call.query.text("InPostalCode");
      const numbers = found.map((number) => toFreeJson(number, country, postalCode));
      return {
        status: 200,
        body: { available_phone_numbers: numbers, uri: call.req.originalUrl },
      };
    };

  function toCountryJson(country: string, uri: string): object {
    const kinds = numberKinds.filter((kind) => numberBlocks(places, country, kind).length > 0);
    return {
      country_code: country,
      country: countryNames.of(country) ?? country,
      beta: false,
      uri: `${uri}.json`,
      subresource_uris: Object.fromEntries(
        kinds.map((kind) => [keyOf(kind), `${uri}/${kind}.json`]),
      ),
    };
  }

  async function listCountries({ account }: Call): Promise<Answer> {
    const uri = path.replace("{AccountSid}", account.sid);
    const countries = countriesWithNumbers().map((country) =>
      toCountryJson(country, `${uri}/${country}`),
    );
    return { status: 200, body: { countries, uri: `${uri}.json` } };
  }

  async function fetchCountry(call: Call): Promise<Answer> {
    const country = wantedCountry(call);
    const uri = `${path.replace("{AccountSid}", call.account.sid)}/${country}`;
    return { status: 200, body: toCountryJson(country, uri) };
  }

  const get = { product: "api", method: "GET" } as const;
  const differs =
    "numbers are from ranges for fiction where a country has some, else like its example; LATAs and rate centers are null; calls are not simulated";
  return [
    { ...get, path, run: listCountries, differs: "countries whose numbering plan is known" },
    { ...get, path: `${path}/{CountryCode}`, run: fetchCountry },
    ...numberKinds.map((kind) => ({
      ...get,
      path: `${path}/{CountryCode}/${kind}`,
      differs: kindsWithout.includes(kind) ? "always an empty list" : differs,
      run: search(kind),
    })),
  ];
}

const kindsWithout: readonly NumberKind[] = ["National", "Voip", "SharedCost", "MachineToMachine"];

function wantedCountry(call: Call): string {
  const country = (call.path.CountryCode ?? "").toUpperCase();
  if (!hasNumbers(country)) throw notFound(call);
  return country;
}

const countryNames = new Intl.DisplayNames("en", { type: "region" });

/** `TollFree` as `toll_free`. */
function keyOf(kind: NumberKind): string {
  return kind.replace(/(?<!^)[A-Z]/g, "_$&").toLowerCase();
}

/** A city with several ZIP codes has numbers in each: the one that is searched for is named. */
function toFreeJson(
  { address, block: { place } }: FreeNumber,
  country: string,
  postalCode: string | undefined,
): object {
  const { voice, sms, mms, fax } = capabilitiesOf(country);
  const zip = place.zips.find((code) => code === postalCode) ?? place.zip;
  return {
    friendly_name: friendlyNumber(address),
    phone_number: address,
    lata: null,
    locality: place.locality || null,
    rate_center: null,
    latitude: place.point?.latitude.toFixed(6) ?? null,
    longitude: place.point?.longitude.toFixed(6) ?? null,
    region: place.state || null,
    postal_code: zip || null,
    iso_country: country,
    address_requirements: "none",
    beta: false,
    // Twilio documents small letters and sends capitals.
    capabilities: { voice, sms, mms, fax, SMS: sms, MMS: mms },
  };
}
