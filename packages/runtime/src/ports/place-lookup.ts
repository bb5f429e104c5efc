import type { Place } from "@repartee/protocol";

/** Knows where numbers are registered. */
export interface PlaceLookup {
  /**
   * The place of an address; what is unknown is empty. A short code has the country of its counterpart,
   * the number that it exchanges messages with.
   */
  of(address: string, counterpart?: string): Place;
}
