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

/** A day or a moment as a filter gives it; `undefined` when it is neither. */
export function parseFilterDate(
  text: string,
): { readonly from: number; readonly before: number } | undefined {
  const day = 24 * 60 * 60 * 1000;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) {
    const from = Date.parse(`${text}T00:00:00Z`);
    return Number.isNaN(from) ? undefined : { from, before: from + day };
  }
  // A date-time without a zone is GMT.
  const zoned = /(?:[A-Z]{1,4}|[+-]\d\d:?\d\d)$/.test(text.trim()) ? text : `${text} GMT`;
  const from = Date.parse(zoned);
  return Number.isNaN(from) ? undefined : { from, before: from + 1000 };
}
