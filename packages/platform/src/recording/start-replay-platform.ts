import { type Account, createVirtualClock } from "@repartee/send-core";
import { type Platform, startPlatform } from "../start-platform.ts";
import { type Recording, recordedNumbers } from "./recorded-exchange.ts";

export interface ReplayPlatformOptions {
  /** Where messages are announced. */
  readonly webhookUrl: string;
  /** Default: a free one. */
  readonly port?: number | undefined;
  /** With which requests are signed. Default: made for this platform. */
  readonly account?: Account | undefined;
  /** Told of what broke on this side. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** Starts a platform to play a recording on: with its numbers, in memory, in no need to wait. */
export async function startReplayPlatform(
  recording: Recording,
  { webhookUrl, port = 0, account, onError }: ReplayPlatformOptions,
): Promise<Platform> {
  const clock = createVirtualClock(Date.now());
  const platform = await startPlatform({
    port,
    numbers: recordedNumbers(recording).map((address) => ({ address, webhookUrl })),
    account,
    clock,
    network: { latency: { min: 0, max: 0 } },
    onError,
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
