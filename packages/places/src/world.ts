import { inCapitals, type NumberPlace } from "./number-place.ts";

/** The numbers of all country codes but 1. */
export interface World {
  /** City and state of a number; each empty where it is unknown. */
  find(callingCode: string, national: string): CityAndState;
}

type CityAndState = Pick<NumberPlace, "city" | "locality" | "state">;

/** Reads the table: a block for each country code, which is parsed when it is first needed. */
export function readWorld(table: string): World {
  const blocks = new Map<string, string>();
  for (const block of `\n${table}`.split("\n=").slice(1)) {
    const end = block.indexOf("\n");
    blocks.set(block.slice(0, end), block.slice(end + 1));
  }
  const parsed = new Map<string, ReadonlyMap<string, CityAndState>>();

  return {
    find(callingCode, national) {
      const prefixes = parsed.get(callingCode) ?? parseBlock(blocks.get(callingCode) ?? "");
      parsed.set(callingCode, prefixes);
      for (let length = longestPrefix; length > 0; length -= 1) {
        const place = prefixes.get(national.slice(0, length));
        if (place) return place;
      }
      return { city: "", locality: "", state: "" };
    },
  };
}

const longestPrefix = 5;

function parseBlock(block: string): ReadonlyMap<string, CityAndState> {
  const prefixes = new Map<string, CityAndState>();
  for (const line of block.split("\n")) {
    const [locality = "", state = "", all = ""] = line.split("|");
    const place = { city: inCapitals(locality), locality, state: inCapitals(state) };
    for (const prefix of all.split(" ")) prefixes.set(prefix, place);
  }
  prefixes.delete("");
  return prefixes;
}
