import { countryOf } from "./country-of.ts";
import {
  type AreaCode,
  inCapitals,
  type NumberPlace,
  nowhere,
  type Point,
} from "./number-place.ts";

/** The numbers of country code 1. */
export interface NorthAmerica {
  /** The place of a number in E.164 form. */
  placeOf(address: string): NumberPlace;
  readonly areaCodes: readonly AreaCode[];
}

// "555-0100 through 555-0199 are for fiction": North American Numbering Plan Administrator, nanpa.com.
const fictionExchange = "555";
const exchangeLength = 6;

/** Reads the table of places and their prefixes, one place a line. */
export function readNorthAmerica(table: string): NorthAmerica {
  const byPrefix = new Map<string, NumberPlace>();
  /** By area code: how many exchanges each place has. */
  const sizes = new Map<string, Map<NumberPlace, number>>();

  for (const line of table.split("\n")) {
    const [locality = "", state = "", at = "", zips = "", areas = ""] = line.split("|");
    const place = toPlace({ locality, state, at, zips });
    for (const area of areas.split(" ")) {
      const [digits = "", rest = ""] = area.split(":");
      const prefixes = rest.split(",").map((exchange) => digits + exchange);
      for (const prefix of prefixes) byPrefix.set(prefix, place);
      const exchanges = prefixes.reduce(
        (sum, { length }) => sum + 10 ** (exchangeLength - length),
        0,
      );
      sizes.set(digits, (sizes.get(digits) ?? new Map()).set(place, exchanges));
    }
  }

  const mainPlaces = new Map([...sizes].map(([digits, places]) => [digits, largest(places)]));

  function find(national: string): NumberPlace | undefined {
    for (let length = exchangeLength; length >= 3; length -= 1) {
      const place = byPrefix.get(national.slice(0, length));
      if (place) return place;
    }
    return undefined;
  }

  return {
    placeOf(address) {
      const national = address.slice(2);
      // Numbers for fiction are registered nowhere: they count as the main city of their area code.
      const isFiction = national.slice(3, exchangeLength) === fictionExchange;
      const main = isFiction ? mainPlaces.get(national.slice(0, 3)) : undefined;
      const place = main ?? find(national) ?? nowhere;
      return place.country ? place : { ...place, country: countryOf(address)?.country ?? "US" };
    },
    areaCodes: [...mainPlaces]
      .filter(([, { country }]) => country === "US" || country === "CA")
      .map(([digits, place]) => ({ digits, place }))
      .toSorted((a, b) => Number(a.digits) - Number(b.digits)),
  };
}

interface Row {
  readonly locality: string;
  readonly state: string;
  readonly at: string;
  readonly zips: string;
}

function toPlace({ locality, state, at, zips }: Row): NumberPlace {
  const all = zips === "" ? [] : zips.split(" ");
  return {
    city: inCapitals(locality),
    locality,
    state: inCapitals(state),
    zip: all[0] ?? "",
    country: country(state),
    zips: all,
    point: point(at),
  };
}

const provinces = /^(AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT)$/;
const territories = /^(AS|GU|MP|PR|VI)$/;

/** Empty for the other countries and for territories, which have country codes of their own. */
function country(state: string): string {
  if (provinces.test(state)) return "CA";
  return /^[A-Z]{2}$/.test(state) && !territories.test(state) ? "US" : "";
}

function point(at: string): Point | undefined {
  if (at === "") return undefined;
  const [latitude, longitude] = at.split(",").map(Number);
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}

/** The city with most exchanges; where there is no city, the state with most. */
function largest(places: ReadonlyMap<NumberPlace, number>): NumberPlace {
  const bySize = [...places].toSorted(([, a], [, b]) => b - a).map(([place]) => place);
  return bySize.find(({ city }) => city !== "") ?? bySize[0] ?? nowhere;
}
