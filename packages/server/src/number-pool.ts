import { tollFreeAreaCodes } from "@repartee/protocol";
import type { SenderType } from "@repartee/send-core";

/** A number that can be bought. */
export interface FreeNumber {
  readonly address: string;
  readonly country: "US" | "CA";
}

/** Which numbers are wanted. */
export interface PoolQuery {
  readonly country: string;
  readonly type: Extract<SenderType, "long-code" | "toll-free">;
  readonly areaCode?: string | undefined;
  /** Digits and `*` for any one digit. */
  readonly contains?: string | undefined;
  readonly limit: number;
}

const local: Readonly<Record<string, readonly string[]>> = {
  US: ["415", "206", "212", "303", "305", "312", "404", "512", "617", "702"],
  CA: ["416", "514", "604"],
};

/**
 * Numbers that can be bought: 100 of each area code, all of them of the range that is kept for fiction
 * (555-0100 to 555-0199). Of any area code of the United States that is asked for, there are some.
 *
 * @param isTaken whether an account has the number already.
 */
export function freeNumbers(
  isTaken: (address: string) => boolean,
  { country, type, areaCode, contains, limit }: PoolQuery,
): readonly FreeNumber[] {
  if (country !== "US" && country !== "CA") return [];
  const known = type === "toll-free" ? tollFreeAreaCodes : (local[country] ?? []);
  const isOther = type === "long-code" && country === "US" && isAreaCode(areaCode);
  const areas = areaCode === undefined ? known : isOther ? [areaCode ?? ""] : known;
  const pattern = contains && new RegExp(contains.replace(/[^\d*]/g, "").replaceAll("*", "\\d"));
  const found: FreeNumber[] = [];
  for (const area of areas) {
    if (areaCode !== undefined && area !== areaCode) continue;
    for (let last = 100; last < 200 && found.length < limit; last += 1) {
      const address = `+1${area}5550${last}`;
      if (pattern && !pattern.test(address)) continue;
      if (!isTaken(address)) found.push({ address, country });
    }
  }
  return found;
}

function isAreaCode(areaCode: string | undefined): boolean {
  if (areaCode === undefined || !/^[2-9]\d\d$/.test(areaCode)) return false;
  return !tollFreeAreaCodes.includes(areaCode) && !local.CA?.includes(areaCode);
}
