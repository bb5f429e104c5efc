import type { Sender } from "../../ports/directory/sender-directory.ts";
import type { Lookup } from "../../ports/lookup.ts";

/**
 * The country of a sender, by its ISO code; `undefined` for alphanumeric IDs, which have none. Short
 * codes belong to no numbering plan: without a country they are of the United States, which has most.
 */
export async function homeOf(
  { country, type, address }: Pick<Sender, "country" | "type" | "address">,
  lookup: Lookup,
): Promise<string | undefined> {
  if (country !== undefined || type === "alphanumeric") return country;
  return type === "short-code" ? "US" : (await lookup.find(address)).country;
}
