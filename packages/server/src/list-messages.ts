import type { AccountSid } from "@repartee/protocol";
import type { SendCore } from "@repartee/send-core";
import { type MessageJson, toMessageJson } from "./message-json.ts";
import { type PageJson, parsePage, toPageJson } from "./paging.ts";
import { RestError } from "./rest-error.ts";
import { type FilterDate, parseFilterDate } from "./wire-date.ts";

/** One page of an account's messages, newest first. */
export async function listMessages(
  sendCore: SendCore,
  accountSid: AccountSid,
  query: Readonly<Record<string, unknown>>,
): Promise<PageJson & { readonly messages: readonly MessageJson[] }> {
  const text = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const filters = Object.fromEntries(filterNames.map((name) => [name, text(name)]));
  const page = parsePage({
    Page: text("Page"),
    PageSize: text("PageSize"),
    PageToken: text("PageToken"),
  });
  // One more than the page holds tells whether another page follows.
  const found = await sendCore.messages({
    accountSid,
    to: filters.To,
    from: filters.From,
    ...sentBetween(filters),
    limit: page.size + 1,
    after: page.after,
  });
  const shown = found.slice(0, page.size);
  const next = found.length > page.size ? shown.at(-1)?.sid : undefined;
  const path = `/2010-04-01/Accounts/${accountSid}/Messages.json`;
  return {
    ...toPageJson(path, filters, page, shown.length, next),
    messages: shown.map(toMessageJson),
  };
}

const filterNames = ["To", "From", "DateSent", "DateSent<", "DateSent>"];

/** `DateSent` is that day, `DateSent<` on or before, `DateSent>` on or after. */
function sentBetween(filters: Readonly<Record<string, string | undefined>>): {
  readonly sentFrom: number | undefined;
  readonly sentBefore: number | undefined;
} {
  const on = readDate("DateSent", filters.DateSent);
  const until = readDate("DateSent<", filters["DateSent<"]);
  const since = readDate("DateSent>", filters["DateSent>"]);
  return { sentFrom: on?.dayStart ?? since?.from, sentBefore: on?.dayEnd ?? until?.before };
}

function readDate(name: string, value: string | undefined): FilterDate | undefined {
  if (value === undefined) return undefined;
  const date = parseFilterDate(value);
  if (!date)
    throw new RestError(20422, `${name} must be a date such as 2026-11-23, got "${value}".`);
  return date;
}
