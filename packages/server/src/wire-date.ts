const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (value: number) => String(value).padStart(2, "0");

/** A time as the 2010 API writes it: RFC 2822, always UTC, `Thu, 24 Aug 2023 05:01:45 +0000`. */
export function toRfc2822(time: number): string {
  const date = new Date(time);
  const day = `${days[date.getUTCDay()]}, ${two(date.getUTCDate())} ${months[date.getUTCMonth()]}`;
  const clock = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(":");
  return `${day} ${date.getUTCFullYear()} ${clock} +0000`;
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * A day or a moment as a filter gives it, in milliseconds since the epoch; `undefined` when it is
 * neither. A moment without a zone is UTC, a day is a whole UTC day.
 */
export function parseFilterDate(text: string): FilterDate | undefined {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const isZoned = /(?:[A-Z]{1,4}|[+-]\d\d:?\d\d)$/.test(text.trim());
  const from = Date.parse(isDay || isZoned ? text : `${text} GMT`);
  if (Number.isNaN(from)) return undefined;
  const dayStart = Math.floor(from / dayMs) * dayMs;
  return {
    from,
    // Wire times have whole seconds, so a moment is a second long.
    before: from + (isDay ? dayMs : 1000),
    dayStart,
    dayEnd: dayStart + dayMs,
  };
}

export interface FilterDate {
  /** Inclusive. */
  readonly from: number;
  /** Exclusive. */
  readonly before: number;
  /** The UTC day that it lies in; inclusive. */
  readonly dayStart: number;
  /** Exclusive. */
  readonly dayEnd: number;
}

/** A time as all but the 2010 API write it: ISO 8601 without a fraction, `2023-08-24T05:01:45Z`. */
export function toIso8601(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+/, "");
}
