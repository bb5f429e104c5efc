import type { AccountSid } from "@repartee/protocol";
import {
  type DaySpan,
  type UsageCategory,
  type UsageSum,
  writeDay,
  writeMoney,
} from "@repartee/send-core/usage";

/** What one category has used in one span. */
export interface UsageRecord {
  /** Names its place in a list. */
  readonly sid: string;
  readonly category: UsageCategory;
  readonly span: DaySpan;
}

/** What is the same in all records of a list. */
export interface RecordContext {
  readonly accountSid: AccountSid;
  /** ISO 4217. */
  readonly currency: string;
  /** The path of the list, such as `/2010-04-01/Accounts/AC…/Usage/Records/Daily`. */
  readonly path: string;
  readonly asOf: number;
}

/** The record of a category and a span. */
export function usageRecord(category: UsageCategory, span: DaySpan): UsageRecord {
  const sid = `${category.name}_${writeDay(span.from)}`.replaceAll("-", "_");
  return { sid, category, span };
}

const subresources = {
  all_time: "AllTime",
  daily: "Daily",
  last_month: "LastMonth",
  monthly: "Monthly",
  this_month: "ThisMonth",
  today: "Today",
  yearly: "Yearly",
  yesterday: "Yesterday",
} as const;

/** Writes a record as the API has it. */
export function toRecordJson(
  { category: { name, description, units }, span }: UsageRecord,
  { count, segments, price }: UsageSum,
  { accountSid, currency, path, asOf }: RecordContext,
): object {
  const unit = currency.toLowerCase();
  const [countUnit, usageUnit] = units ?? [null, unit];
  const [startDate, endDate] = [writeDay(span.from), writeDay(span.before - 1)];
  const records = `/2010-04-01/Accounts/${accountSid}/Usage/Records`;
  return {
    account_sid: accountSid,
    api_version: "2010-04-01",
    as_of: new Date(asOf).toISOString().replace(/\.\d+Z/, "+00:00"),
    category: name,
    description,
    start_date: startDate,
    end_date: endDate,
    count: units === null ? null : String(count),
    count_unit: countUnit,
    usage: units === null ? writeMoney(price) : String(segments),
    usage_unit: usageUnit,
    price: price / 1_000_000,
    price_unit: unit,
    subresource_uris: Object.fromEntries(
      Object.entries(subresources).map(([key, segment]) => [
        key,
        `${records}/${segment}.json?Category=${name}`,
      ]),
    ),
    uri: `${path}?Category=${name}&StartDate=${startDate}&EndDate=${endDate}`,
  };
}
