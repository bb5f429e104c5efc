import type { ConfiguredNumber } from "@repartee/send-core";
import parsePhoneNumber from "libphonenumber-js/max";

/** What kind of line the API takes a number for. */
export type NumberKind = "local" | "mobile" | "tollfree";

/** Numbering plans without ranges for mobiles, such as that of North America, have local numbers. */
export function numberKind({
  address,
  type,
}: Pick<ConfiguredNumber, "address" | "type">): NumberKind {
  if (type === "toll-free") return "tollfree";
  return parsePhoneNumber(address)?.getType() === "MOBILE" ? "mobile" : "local";
}
