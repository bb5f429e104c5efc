/** Some days of UTC, in milliseconds since the epoch. */
export interface DaySpan {
  /** Inclusive, the beginning of a day. */
  readonly from: number;
  /** Exclusive, the beginning of a day. */
  readonly before: number;
}

/** The spans that usage is summed up by; `whole`: as one. */
export type Interval = "whole" | "day" | "month" | "year";

/** The periods with names. */
export type NamedPeriod = "AllTime" | "Today" | "Yesterday" | "ThisMonth" | "LastMonth";

const DAY_MS = 24 * 60 * 60 * 1000;

/** The beginning of the day of UTC that a moment is in. */
export function startOfDay(time: number): number {
  return Math.floor(time / DAY_MS) * DAY_MS;
}

/**
 * The days of a named period at a moment. Those that go on end with today.
 *
 * @param since the day with which `AllTime` begins.
 */
export function namedPeriod(name: NamedPeriod, now: number, since: number): DaySpan {
  const today = startOfDay(now);
  const tomorrow = today + DAY_MS;
  const month = startOf("month", today);
  switch (name) {
    case "AllTime":
      return { from: Math.min(since, today), before: tomorrow };
    case "Today":
      return { from: today, before: tomorrow };
    case "Yesterday":
      return { from: today - DAY_MS, before: today };
    case "ThisMonth":
      return { from: month, before: tomorrow };
    case "LastMonth":
      return { from: startOf("month", month - DAY_MS), before: month };
  }
}

/** Divides a span at the ends of days, months or years; newest first. */
export function divide({ from, before }: DaySpan, interval: Interval): readonly DaySpan[] {
  if (interval === "whole") return [{ from, before }];
  const spans: DaySpan[] = [];
  for (let end = before; end > from; ) {
    const start = Math.max(startOf(interval, end - DAY_MS), from);
    spans.push({ from: start, before: end });
    end = start;
  }
  return spans;
}

/** The beginning of the day, month or year that a day is in. */
export function startOf(interval: Exclude<Interval, "whole">, day: number): number {
  const date = new Date(day);
  if (interval === "day") return day;
  return Date.UTC(date.getUTCFullYear(), interval === "month" ? date.getUTCMonth() : 0, 1);
}

/**
 * The day that a filter names, as a date or as days from today, such as `-30days`; `undefined` for
 * anything else.
 */
// Twilio, "Usage Records", twilio.com/docs/usage/api/usage-record: dates are in GMT, offsets in days.
export function parseDay(text: string, now: number): number | undefined {
  const [, sign, days] = /^([+-])(\d{1,5})days?$/.exec(text) ?? [];
  if (days !== undefined) {
    return startOfDay(now) + Number(days) * DAY_MS * (sign === "-" ? -1 : 1);
  }
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return undefined;
  const time = Date.parse(text.slice(0, 10));
  return Number.isNaN(time) ? undefined : time;
}

/** The day as the API writes it, such as `2026-11-30`. */
export function writeDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The day after. */
export function nextDay(day: number): number {
  return day + DAY_MS;
}
