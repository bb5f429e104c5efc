import type { NumberPlace, Places, Point } from "@repartee/places";
import { readPhoneNumber } from "@repartee/protocol";
import type { Fields } from "../../http/fields.ts";
import { RestError } from "../../http/rest-error.ts";
import { readContains } from "./contains-pattern.ts";
import type { NumberQuery } from "./find-numbers.ts";
import { milesBetween, readPoint } from "./near.ts";
import type { NumberBlock } from "./number-blocks.ts";
import { capabilitiesOf } from "./number-capabilities.ts";

type Accepts = (block: NumberBlock) => boolean;

/**
 * Reads the filters of a search. A filter that no number can fulfil finds nothing; it is never ignored.
 *
 * @throws RestError 20001 for a value that cannot be read, 20007 for a PageSize out of range.
 */
export function readNumberQuery(
  query: Fields,
  places: Places,
): Pick<NumberQuery, "accepts" | "rank" | "contains" | "limit"> {
  const contains = query.text("Contains");
  const near = readNear(query, places);
  const filters: readonly Accepts[] = [
    ...inPlace(query, places),
    ...withCapabilities(query),
    ...(near ? [near.accepts] : []),
    // No open source has LATAs and rate centres.
    ...["InLata", "InRateCenter"].filter((name) => query.text(name)).map(() => () => false),
  ];
  // Read for their values alone: no number here is beta or asks for an address.
  for (const name of ["Beta", ...exclusions]) query.flag(name);
  return {
    accepts: (block) => filters.every((accepts) => accepts(block)),
    rank: near?.rank,
    contains: contains ? readContains(contains) : undefined,
    limit: readLimit(query),
  };
}

const exclusions = ["All", "Local", "Foreign"].map((kind) => `Exclude${kind}AddressRequired`);

/** The area code and the four `In…` filters: a name, or a phone number with that name. */
function inPlace(query: Fields, places: Places): readonly Accepts[] {
  const wanted = (name: string, of: (place: NumberPlace) => string): string | undefined => {
    const value = query.text(name);
    if (!value) return undefined;
    const number = /\d{7}/.test(value) ? readPhoneNumber(value) : undefined;
    return number === undefined ? value.trim() : of(places.of(number));
  };
  const region = wanted("InRegion", ({ state }) => state);
  const locality = wanted("InLocality", ({ city }) => city);
  const postalCode = wanted("InPostalCode", ({ zip }) => zip);
  const areaCode = query.text("AreaCode");
  return [
    ...(areaCode ? [(block: NumberBlock) => block.areaCode === areaCode] : []),
    ...(region === undefined ? [] : [({ place }: NumberBlock) => isSame(place.state, region)]),
    ...(locality === undefined ? [] : [({ place }: NumberBlock) => isSame(place.city, locality)]),
    ...(postalCode === undefined
      ? []
      : [({ place }: NumberBlock) => place.zips.includes(postalCode)]),
  ];
}

/** A name that is unknown is the same as no other. */
function isSame(name: string, wanted: string): boolean {
  return name !== "" && plain(name) === plain(wanted);
}

function plain(name: string): string {
  return name.replaceAll(".", "").toUpperCase();
}

function withCapabilities(query: Fields): readonly Accepts[] {
  return (["voice", "sms", "mms", "fax"] as const).flatMap((name) => {
    const wanted = query.flag(`${name[0]?.toUpperCase()}${name.slice(1)}Enabled`);
    return wanted === undefined
      ? []
      : [({ country }: NumberBlock) => capabilitiesOf(country)[name] === wanted];
  });
}

interface Near {
  readonly accepts: Accepts;
  readonly rank: (block: NumberBlock) => number;
}

// "The search radius, in miles, … can be up to 500 and the default is 25": Twilio, "AvailablePhoneNumber
// Local resource", twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource.
const mostMiles = 500;
const usualMiles = 25;

function readNear(query: Fields, places: Places): Near | undefined {
  const [number, latLong] = [query.text("NearNumber"), query.text("NearLatLong")];
  if (!number && !latLong) return undefined;
  const miles = readDistance(query.text("Distance"));
  const center = latLong
    ? latLongPoint(latLong)
    : places.of(readPhoneNumber(number ?? "") ?? "").point;
  const rank = ({ place }: NumberBlock) =>
    center && place.point ? milesBetween(center, place.point) : Number.POSITIVE_INFINITY;
  return { rank, accepts: (block) => rank(block) <= miles };
}

function latLongPoint(text: string): Point {
  const point = readPoint(text);
  if (point) return point;
  throw new RestError(
    20001,
    `NearLatLong must be a latitude and a longitude in degrees, such as 37.77,-122.42; got "${text}".`,
  );
}

function readDistance(text: string | undefined): number {
  const miles = Number(text || usualMiles);
  if (miles >= 0 && miles <= mostMiles) return miles;
  throw new RestError(20001, `Distance must be miles from 0 to ${mostMiles}, got "${text}".`);
}

function readLimit(query: Fields): number {
  const text = query.text("PageSize");
  const size = Number(text || 50);
  if (Number.isInteger(size) && size >= 1 && size <= 1000) return size;
  throw new RestError(20007, `PageSize must be a number from 1 to 1000, got "${text}".`);
}
