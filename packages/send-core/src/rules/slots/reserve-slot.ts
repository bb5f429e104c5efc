import type { LimitUse, SlotCalendar } from "./slot-calendar.ts";

export interface Reservation {
  /** When the message may go: a whole millisecond since the epoch, not before its exact slot. */
  readonly dueAt: number;
  /** The limit that leaves no earlier time; `undefined` when none stands in the way. */
  readonly limit: string | undefined;
  /** Makes it so in the calendar. */
  commit(): void;
}

// Beyond so many looks a message goes after all that is reserved: the search costs no more than this.
const MAX_LOOKS = 64;

/**
 * Finds the earliest time at which every limit has room, without taking it yet (generic cell rate
 * algorithm without burst, over many limits at once). A message that waits for one limit leaves the
 * others free until then, so that it holds up nobody who does not need it.
 *
 * @param now milliseconds since the epoch.
 * @param notBefore the same; for a message that may not go at once.
 */
export function findSlot(
  calendar: SlotCalendar,
  uses: readonly LimitUse[],
  now: number,
  notBefore: number = now,
): Reservation {
  const present = now * 1000;
  const { time, limit } = agree(calendar, uses, present, Math.max(now, notBefore) * 1000);
  return {
    dueAt: Math.ceil(time / 1000),
    limit,
    commit() {
      for (const use of uses) take(calendar, use, time, present);
    },
  };
}

function agree(
  calendar: SlotCalendar,
  uses: readonly LimitUse[],
  present: number,
  from: number,
): { readonly time: number; readonly limit: string | undefined } {
  let time = from;
  let limit: string | undefined;
  let agreeing = 0;
  for (let look = 0; agreeing < uses.length; look += 1) {
    const use = uses[look % uses.length];
    if (!use) break;
    const free = earliest(calendar, use, present, time);
    agreeing = free === time ? agreeing + 1 : 1;
    if (free !== time) limit = use.key;
    time = free;
    if (look > MAX_LOOKS) return { time: afterAll(calendar, uses, time), limit: use.key };
  }
  return { time, limit };
}

/** The first time from `from` on at which this limit alone has room. */
function earliest(
  calendar: SlotCalendar,
  { key, unit, cost }: LimitUse,
  present: number,
  from: number,
): number {
  const last = calendar.last(key);
  if (!last || last.until <= present) return from;
  let time = from;
  for (let look = 0; time < last.from && look < MAX_LOOKS; look += 1) {
    const before = calendar.at(key, time);
    const start = before ? aligned(before.until, unit, time) : time;
    if (start === time) {
      const after = calendar.after(key, time);
      if (!after || time + cost <= after.from) return time;
      time = after.until;
    } else {
      time = start;
    }
  }
  return aligned(last.until, unit, Math.max(time, last.from));
}

// Slots on one grid leave no gaps between them that fit nobody.
function aligned(origin: number, unit: number, time: number): number {
  if (time <= origin || unit === 0) return Math.max(origin, time);
  return origin + Math.ceil((time - origin) / unit) * unit;
}

function afterAll(calendar: SlotCalendar, uses: readonly LimitUse[], time: number): number {
  return Math.max(time, ...uses.map(({ key }) => calendar.last(key)?.until ?? time));
}

function take(
  calendar: SlotCalendar,
  { key, cost }: LimitUse,
  from: number,
  present: number,
): void {
  if (cost === 0) return;
  const until = from + cost;
  const last = calendar.last(key);
  if (!last || last.until <= present) {
    calendar.clear(key);
    calendar.add(key, { from, until });
  } else if (last.until === from) {
    calendar.change(key, last, { from: last.from, until });
  } else {
    insert(calendar, key, from, until, present);
  }
}

function insert(
  calendar: SlotCalendar,
  key: string,
  from: number,
  until: number,
  present: number,
): void {
  calendar.forget(key, present);
  const before = calendar.at(key, from);
  const after = calendar.after(key, from);
  const joinsBefore = before?.until === from;
  const joinsAfter = after?.from === until;
  if (after && joinsAfter) calendar.remove(key, after);
  const end = after && joinsAfter ? after.until : until;
  if (before && joinsBefore) calendar.change(key, before, { from: before.from, until: end });
  else calendar.add(key, { from, until: end });
}
