import type { SlotCalendar, SlotRun } from "../rules/slots/slot-calendar.ts";

/** A calendar in memory, which checks that runs neither touch nor overlap. */
export interface MemoryCalendar extends SlotCalendar {
  runs(key: string): readonly SlotRun[];
}

export function createMemoryCalendar(): MemoryCalendar {
  const all = new Map<string, SlotRun[]>();
  const of = (key: string) => all.get(key) ?? [];

  function set(key: string, runs: readonly SlotRun[]): void {
    const sorted = runs.toSorted((a, b) => a.from - b.from);
    for (const [index, { until }] of sorted.entries()) {
      const next = sorted[index + 1];
      if (next && next.from <= until) throw new Error(`${key}: ${until} touches ${next.from}.`);
    }
    all.set(key, sorted);
  }

  return {
    runs: of,
    last: (key) => of(key).at(-1),
    at: (key, time) => of(key).findLast(({ from }) => from <= time),
    after: (key, time) => of(key).find(({ from }) => from > time),
    add: (key, run) => set(key, [...of(key), run]),
    change: (key, run, changed) =>
      set(key, [...of(key).filter(({ from }) => from !== run.from), changed]),
    remove: (key, run) =>
      set(
        key,
        of(key).filter(({ from }) => from !== run.from),
      ),
    forget: (key, until) =>
      set(
        key,
        of(key).filter((run) => run.until > until),
      ),
    clear: (key) => set(key, []),
  };
}
