export type { AreaCode, NumberPlace, Point } from "./number-place.ts";
export { openPlaces, type Places } from "./open-places.ts";
