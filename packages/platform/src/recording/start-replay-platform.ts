import { createVirtualClock } from "@repartee/send-core";
import type { PlatformConfig } from "../config/platform-config.ts";
import { type Platform, startPlatform } from "../start-platform.ts";
import { type Recording, recordedNumbers } from "./recorded-exchange.ts";

const atOnce = { latency: { min: 0, max: 0 } };

/** What a platform takes, but for what has to be so that a recording can be played. */
export interface ReplayPlatformOptions
  extends Partial<Omit<PlatformConfig, "dataDir" | "clock" | "record" | "adoptSenders">> {
  /** Where messages to the recording's numbers are announced. */
  readonly webhookUrl: string;
}

/** Starts a platform to play a recording on: with its numbers, in memory, in no need to wait. */
export async function startReplayPlatform(
  recording: Recording,
  { webhookUrl, port = 0, numbers = [], network = atOnce, ...config }: ReplayPlatformOptions,
): Promise<Platform> {
  const clock = createVirtualClock(Date.now());
  const known = new Set(numbers.map(({ address }) => address));
  const others = recordedNumbers(recording).filter((address) => !known.has(address));
  const platform = await startPlatform({
    ...config,
    port,
    numbers: [...numbers, ...others.map((address) => ({ address, webhookUrl }))],
    clock,
    network,
  });
  return {
    ...platform,
    async close() {
      const closed = platform.close();
      // What waits on the clock at the end would wait for ever.
      await clock.advance(1_000);
      await closed;
    },
  };
}
