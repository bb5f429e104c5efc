import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type NumberConfig,
  type Platform,
  type PlatformConfig,
  startPlatform,
} from "@repartee/platform";
import { defaultRateRules } from "@repartee/send-core";
import { onTestFinished } from "vitest";

export const ourNumber = "+15005550006";
export const handset = "+14155550100";

const rate = { segmentsPerSecond: 1_000, mmsPerSecond: 1_000 };

/** For tests whose subject is not the pace: senders that never queue, and a network without delay. */
export const withoutDelay = {
  rates: {
    ...defaultRateRules,
    senders: { ...defaultRateRules.senders, "long-code": rate, "toll-free": rate },
  },
  network: { latency: { min: 0, max: 0 } },
};

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "repartee-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A platform with one number, on a free port and a folder of its own, until the test ends. */
export async function platformFor(
  webhookUrl?: string,
  more: Partial<NumberConfig> = {},
  config: Partial<PlatformConfig> = withoutDelay,
): Promise<Platform> {
  const platform = await startPlatform({
    port: 0,
    dataDir: await temporaryFolder(),
    numbers: [{ address: ourNumber, webhookUrl, ...more }],
    ...config,
    onError: (error) => {
      throw error;
    },
  });
  onTestFinished(() => platform.close());
  return platform;
}
