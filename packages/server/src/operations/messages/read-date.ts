import type { Call } from "../../http/operation.ts";
import { RestError } from "../../http/rest-error.ts";
import { type FilterDate, parseFilterDate } from "../../http/wire-date.ts";

/** A date in a filter. @throws RestError 20422 for any other value. */
export function readDate({ query }: Pick<Call, "query">, name: string): FilterDate | undefined {
  const value = query.text(name);
  if (!value) return undefined;
  const date = parseFilterDate(value);
  if (date) return date;
  throw new RestError(20422, `${name} must be a date such as 2026-11-23, got "${value}".`);
}
