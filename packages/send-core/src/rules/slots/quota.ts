/** What one message takes of a daily allowance. */
export interface QuotaUse {
  /** Names the allowance: a brand at a carrier. */
  readonly key: string;
  readonly amount: number;
  /** The most of one day. */
  readonly most: number;
  /** Where the day begins at midnight, such as `America/Los_Angeles`. */
  readonly timeZone: string;
  /** The documented code of a message that is over it. */
  readonly code: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day of a time in a time zone, as `YYYY-MM-DD`.
 *
 * @param at milliseconds since the epoch.
 */
export function dayIn(timeZone: string, at: number): string {
  let format = formats.get(timeZone);
  if (!format) {
    // The Swedish form of a date is the ISO form.
    format = new Intl.DateTimeFormat("sv-SE", { timeZone });
    formats.set(timeZone, format);
  }
  return format.format(at);
}
