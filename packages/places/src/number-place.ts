import type { Place } from "@repartee/protocol";

/** Where a number is registered; a text that is unknown is empty. */
export interface NumberPlace extends Place {
  /** The city as people write it, such as `St. Louis`; `city` has it in capitals, without dots. */
  readonly locality: string;
  /** All ZIP codes of the city; `zip` is the first. */
  readonly zips: readonly string[];
  /** The middle of the city, where it is known. */
  readonly point: Point | undefined;
}

/** A point on the earth, in degrees. */
export interface Point {
  /** North is positive. */
  readonly latitude: number;
  /** East is positive. */
  readonly longitude: number;
}

/** An area code of the United States or Canada. */
export interface AreaCode {
  /** Three digits, such as `415`. */
  readonly digits: string;
  /** The city with most numbers of this area code; only the state where no city is known. */
  readonly place: NumberPlace;
}

/** The place of an address that is registered nowhere. */
export const nowhere: NumberPlace = {
  city: "",
  locality: "",
  state: "",
  zip: "",
  country: "",
  zips: [],
  point: undefined,
};

/** Writes a name as Twilio's webhooks do: `ST LOUIS`. */
export function inCapitals(name: string): string {
  return name.replaceAll(".", "").toUpperCase();
}
