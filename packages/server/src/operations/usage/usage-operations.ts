import type { MessageUse } from "@repartee/send-core";
import {
  categoryNamed,
  createUsageReader,
  type DaySpan,
  divide,
  firstDay,
  type Interval,
  type NamedPeriod,
  namedPeriod,
  nextDay,
  parseDay,
  startOfDay,
  sumUp,
  type UsageParts,
  usageCategories,
  usesIn,
  writeMoney,
} from "@repartee/send-core/usage";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { RestError } from "../../http/rest-error.ts";
import { toRecordJson, type UsageRecord, usageRecord } from "./usage-record.ts";

/** What an account begins with, in millionths of the currency. */
const CREDIT = 100_000_000;
const account = "/2010-04-01/Accounts/{AccountSid}";
const path = `${account}/Usage/Records`;

/** What an account has used, and what is left: sums over what its messages have cost. */
export function usageOperations(parts: UsageParts): readonly Operation[] {
  const { clock } = parts;
  const reader = createUsageReader(parts);

  async function balance({ account: own }: Call): Promise<Answer> {
    const { uses, currency } = await reader.of(own, false);
    const spent = sumUp(uses, { priceOf: ({ amount, carrierFee }) => amount + carrierFee }).price;
    const body = { account_sid: own.sid, balance: writeMoney(CREDIT - spent), currency };
    return { status: 200, body };
  }

  const list =
    (interval: Interval, period?: NamedPeriod) =>
    async (call: Call): Promise<Answer> => {
      const now = clock.now();
      // Twilio, "Usage Records", twilio.com/docs/usage/api/usage-record: sub-accounts are included
      // unless the call says otherwise.
      const { uses, currency } = await reader.of(
        call.account,
        call.query.flag("IncludeSubaccounts") ?? true,
      );
      const since = firstDay(call.account, uses);
      const span = period ? namedPeriod(period, now, since) : givenSpan(call, now, since, interval);
      const wanted = call.query.text("Category");
      const one = wanted ? categoryNamed(wanted) : undefined;
      const categories = wanted
        ? [one].filter((category) => category !== undefined)
        : usageCategories;
      const records = divide(span, interval).flatMap((part) =>
        categories.map((category) => usageRecord(category, part)),
      );
      const context = {
        accountSid: call.account.sid,
        currency,
        path: call.req.path.replace(/\.(json|xml)$/, ""),
        asOf: now,
      };
      return answerPage<UsageRecord>(call, {
        key: "usage_records",
        filters: ["Category", "StartDate", "EndDate", "IncludeSubaccounts"],
        read: pagesOf(records),
        write: (record) => toRecordJson(record, sumOf(record, uses), context),
      });
    };

  const differs = "of SMS, MMS, their fees and the total price alone; numbers and calls are zero";
  const api = { product: "api", method: "GET" } as const;
  const named = ["AllTime", "Today", "Yesterday", "ThisMonth", "LastMonth"] as const;
  const divided = { Daily: "day", Monthly: "month", Yearly: "year" } as const;
  return [
    {
      ...api,
      path: `${account}/Balance`,
      differs: "100 of the currency less what the messages have cost",
      run: balance,
    },
    { ...api, path, differs, run: list("whole") },
    ...named.map((name) => ({
      ...api,
      path: `${path}/${name}`,
      differs,
      run: list("whole", name),
    })),
    ...Object.entries(divided).map(([name, interval]) => ({
      ...api,
      path: `${path}/${name}`,
      differs,
      run: list(interval),
    })),
  ];
}

function sumOf({ category, span }: UsageRecord, uses: readonly MessageUse[]) {
  return sumUp(usesIn(uses, span), category);
}

/** The days from `StartDate` to `EndDate`. Those of intervals begin with the account, and end with today. */
function givenSpan(call: Call, now: number, since: number, interval: Interval): DaySpan {
  const start = readDay(call, "StartDate", now);
  const end = readDay(call, "EndDate", now);
  if (start !== undefined && end !== undefined && end < start) {
    throw new RestError(20422, "EndDate must not be before StartDate.");
  }
  const tomorrow = nextDay(startOfDay(now));
  const before = end === undefined ? tomorrow : nextDay(end);
  if (interval !== "whole") {
    return { from: Math.max(start ?? since, since), before: Math.min(before, tomorrow) };
  }
  const from = start ?? Math.min(since, end ?? since);
  return { from, before: Math.max(before, nextDay(from)) };
}

/** @throws RestError 20422 for what is not a day. */
function readDay({ query }: Call, name: string, now: number): number | undefined {
  const text = query.text(name);
  if (!text) return undefined;
  const day = parseDay(text, now);
  if (day !== undefined) return day;
  throw new RestError(
    20422,
    `${name} must be a day such as 2026-11-23, or days from today such as -30days, got "${text}".`,
  );
}
