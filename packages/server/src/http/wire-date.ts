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

const day = /^\d{4}-\d\d-\d\d$/;
// The zones that Date.parse knows; AM and PM are not zones.
const zone = /(?:Z|UTC?|GMT|[ECMP][SD]T|[+-]\d\d:?\d\d)$/i;
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d/i;

/**
 * A time as requests give it, in milliseconds since the epoch; `undefined` for any other text. A
 * time without a zone is UTC, on a machine in any zone.
 */
export function parseMoment(text: string): number | undefined {
  const trimmed = text.trim();
  // Without a zone, Date.parse reads the machine's local time.
  const utc = isoTime.test(trimmed) ? `${trimmed}Z` : `${trimmed} GMT`;
  const time = Date.parse(day.test(trimmed) || zone.test(trimmed) ? trimmed : utc);
  return Number.isNaN(time) ? undefined : time;
}

const dayMs = 24 * 60 * 60 * 1000;

/** A day or a moment as a filter gives it; `undefined` for any other text. A day is a UTC day. */
export function parseFilterDate(text: string): FilterDate | undefined {
  const from = parseMoment(text);
  if (from === undefined) return undefined;
  const isDay = day.test(text);
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
