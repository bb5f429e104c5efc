import { isE164, isShortCode } from "@repartee/protocol";
import { countryOf } from "./country-of.ts";
import { type NorthAmerica, readNorthAmerica } from "./north-america.ts";
import { type AreaCode, type NumberPlace, nowhere } from "./number-place.ts";
import { readTable } from "./read-table.ts";
import { readWorld, type World } from "./world.ts";

/** Knows where numbers are registered. */
export interface Places {
  /**
   * The place of a number, with the city and state in capitals as Twilio writes them. A short code is
   * in the country of the number that it exchanges messages with; any other address is nowhere.
   */
  of(address: string, counterpart?: string): NumberPlace;
  /** The area codes of the United States and Canada, in numerical order. */
  areaCodes(): readonly AreaCode[];
}

/** Opens the tables of this package. Each is read from disk when it is first needed. */
export function openPlaces(): Places {
  let northAmerica: NorthAmerica | undefined;
  let world: World | undefined;

  function placeOf(address: string): NumberPlace {
    if (address.startsWith("+1")) {
      northAmerica ??= readNorthAmerica(readTable("north-america"));
      return northAmerica.placeOf(address);
    }
    const found = countryOf(address);
    if (!found) return nowhere;
    world ??= readWorld(readTable("world"));
    return { ...nowhere, ...world.find(found.callingCode, found.national), country: found.country };
  }

  return {
    of(address, counterpart) {
      if (isE164(address)) return placeOf(address);
      if (!isShortCode(address) || counterpart === undefined || !isE164(counterpart)) {
        return nowhere;
      }
      return { ...nowhere, country: placeOf(counterpart).country };
    },
    areaCodes() {
      northAmerica ??= readNorthAmerica(readTable("north-america"));
      return northAmerica.areaCodes;
    },
  };
}
