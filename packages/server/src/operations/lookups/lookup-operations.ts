import type { Operation } from "../../http/operation.ts";
import { lookupV1 } from "./lookup-v1.ts";
import { type LookupParts, lookupV2 } from "./lookup-v2.ts";

export type { LookupParts };

/** Looks numbers up: is it one, of which country, of what kind, at which carrier? */
export function lookupOperations(parts: LookupParts): readonly Operation[] {
  return [lookupV2(parts), lookupV1(parts)];
}
