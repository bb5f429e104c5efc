import type { ConfiguredNumber } from "@repartee/send-core";
import parsePhoneNumber from "libphonenumber-js/max";
import { fictionalBlocks } from "../number-search/fictional-numbers.ts";

/** What kind of line the API takes a number for. */
export type NumberKind = "local" | "mobile" | "tollfree";

/** Numbering plans without ranges for mobiles, such as that of North America, have local numbers. */
export function numberKind({
  address,
  type,
}: Pick<ConfiguredNumber, "address" | "type">): NumberKind {
  if (type === "toll-free") return "tollfree";
  // No numbering plan has the numbers for fiction.
  const fiction = fictionalBlocks.find(({ start }) => address.startsWith(start));
  if (fiction) return fictionalKinds[fiction.kind];
  return parsePhoneNumber(address)?.getType() === "MOBILE" ? "mobile" : "local";
}

const fictionalKinds = { Local: "local", Mobile: "mobile", TollFree: "tollfree" } as const;
