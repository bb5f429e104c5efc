import { type Clock, pause } from "@repartee/send-core";
import type { SqliteStore } from "@repartee/sqlite";
import { keepWithin } from "./keep-within.ts";
import type { Retention } from "./retention-limits.ts";

export interface RetentionParts {
  readonly store: Pick<SqliteStore, "retention">;
  readonly retention: Retention;
  readonly clock: Clock;
  /** Milliseconds of a clock that never goes back: how long the machine takes for a step. */
  readonly stopwatch: () => number;
  readonly onError: (error: unknown) => void;
}

const EVERY_MS = 60_000;

/** Keeps the data within its limits from now on. Returns how to end that. */
export function startRetention(parts: RetentionParts): () => Promise<void> {
  const { store, retention, clock, stopwatch, onError } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;

  const wait = (ms: number) => pause(ms, { clock, signal });

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        await keepWithin(store, retention, {
          now: clock.now,
          stopwatch,
          pause: wait,
          signal,
        });
      } catch (error) {
        onError(error);
      }
      await wait(EVERY_MS);
    }
  }

  const running = run();
  return async () => {
    stopping.abort();
    await running;
  };
}
