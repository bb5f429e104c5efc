/** A phone number as people read it: `+1 415 555 0100`; others as they are. */
export function formatNumber(number: string): string {
  const match = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return match ? `+1 ${match[1]} ${match[2]} ${match[3]}` : number;
}

const sizes = ["B", "kB", "MB"];

/** Bytes as people read them: `812 B`, `1.4 MB`; a kB is 1024 B, as in the limit of 5 MB. */
export function formatSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < sizes.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${sizes[unit]}`;
}

/** Milliseconds as people read them: `12 ms`, `1.3 s`. */
export function formatDuration(milliseconds: number): string {
  const whole = Math.max(0, Math.round(milliseconds));
  return whole < 1000 ? `${whole} ms` : `${(whole / 1000).toFixed(1)} s`;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const second = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const weekday = new Intl.DateTimeFormat(undefined, {
  weekday: "short",
  day: "numeric",
  month: "short",
});
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** The time of day of an ISO date. */
export function formatTime(date: string): string {
  return clock.format(new Date(date));
}

/** The time of day of an ISO date, to the second. */
export function formatSecond(date: string): string {
  return second.format(new Date(date));
}

/** Day and time of an ISO date, to the second. */
export function formatExact(date: string): string {
  return exact.format(new Date(date));
}

/** The day of an ISO date as a person says it: Today, Yesterday, Mon, 3 Jul. */
export function formatDay(date: string): string {
  const then = new Date(date);
  const days = Math.round((startOfDay(then) - startOfDay(new Date())) / 86_400_000);
  if (days > 0 || days < -1) return weekday.format(then);
  const word = relative.format(days, "day");
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

/** `1 picture`, `2 pictures`. */
export function plural(count: number, one: string, many: string = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
