import type { NumberPlace, Places } from "@repartee/places";
import { tollFreeAreaCodes } from "@repartee/protocol";
import { getCountries, getCountryCallingCode, isSupportedCountry } from "libphonenumber-js";
import mobileExamples from "libphonenumber-js/mobile/examples";
import { fictionalBlocks } from "./fictional-numbers.ts";

/** The kinds of numbers that Twilio sells, by the last part of their path. */
export const numberKinds = [
  "Local",
  "TollFree",
  "Mobile",
  "National",
  "Voip",
  "SharedCost",
  "MachineToMachine",
] as const;
export type NumberKind = (typeof numberKinds)[number];

/** Numbers with one start and one place, in numerical order. */
export interface NumberBlock {
  readonly country: string;
  /** Of North America; elsewhere `undefined`. */
  readonly areaCode: string | undefined;
  readonly place: NumberPlace;
  /** E.164, up to the digits that vary. */
  readonly start: string;
  /** The first and the last ending. */
  readonly from: string;
  readonly to: string;
}

/** The blocks of one kind of number in one country; empty where there is none. */
export function numberBlocks(
  places: Places,
  country: string,
  kind: NumberKind,
): readonly NumberBlock[] {
  if (country === "US" || country === "CA") return northAmerican(places, country, kind);
  const free = fictionalBlocks.filter((block) => block.country === country && block.kind === kind);
  const blocks = free.length === 0 && kind === "Mobile" ? exampleBlock(country) : free;
  return blocks.map(({ start, from, to }) => ({
    country,
    areaCode: undefined,
    place: places.of(start + from),
    start,
    from,
    to,
  }));
}

/**
 * More numbers for patterns that the numbers for fiction do not match: the rest of the exchange 555,
 * which has no subscribers, without directory assistance.
 */
export function moreLocalBlocks(places: Places, country: string): readonly NumberBlock[] {
  return localAreas(places, country).flatMap(({ digits, place }) =>
    [
      ["0000", "0099"],
      ["0200", "1211"],
      ["1213", "9999"],
    ].map(([from = "", to = ""]) => ({
      ...{ country, areaCode: digits, place },
      ...{ start: `+1${digits}555`, from, to },
    })),
  );
}

/** Countries that have numbers to buy. */
export function countriesWithNumbers(): readonly string[] {
  return getCountries().filter(hasNumbers);
}

/** Does the country, in ISO 3166-1 alpha-2, have numbers to buy? */
export function hasNumbers(country: string): boolean {
  return (
    country === "US" || country === "CA" || (isSupportedCountry(country) && !isPlanOf1(country))
  );
}

// The islands with country code 1 have neither ranges for mobiles nor cities in the table.
function isPlanOf1(country: string): boolean {
  return isSupportedCountry(country) && getCountryCallingCode(country) === "1";
}

function northAmerican(places: Places, country: string, kind: NumberKind): readonly NumberBlock[] {
  // NANPA keeps 555-0100 to 555-0199 of each area code for fiction, nanpa.com.
  const fiction = (digits: string, place: NumberPlace): NumberBlock => ({
    ...{ country, areaCode: digits, place },
    ...{ start: `+1${digits}555`, from: "0100", to: "0199" },
  });
  if (kind === "Local") {
    return localAreas(places, country).map(({ digits, place }) => fiction(digits, place));
  }
  if (kind !== "TollFree") return [];
  return tollFreeAreaCodes.map((digits) => fiction(digits, places.of(`+1${digits}5550100`)));
}

function localAreas(places: Places, country: string) {
  return places.areaCodes().filter(({ place }) => place.country === country);
}

/** A hundred mobile numbers around the example that libphonenumber has for the country. */
function exampleBlock(country: string) {
  if (!isSupportedCountry(country) || isPlanOf1(country)) return [];
  const example: string | undefined = mobileExamples[country];
  if (example === undefined) return [];
  const start = `+${getCountryCallingCode(country)}${example.slice(0, -2)}`;
  return [{ start, from: "00", to: "99" }];
}
