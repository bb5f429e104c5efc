import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type NumberConfig, type Platform, startPlatform } from "@repartee/platform";
import { onTestFinished } from "vitest";

export const ourNumber = "+15005550006";
export const handset = "+14155550100";

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
): Promise<Platform> {
  const platform = await startPlatform({
    port: 0,
    dataDir: await temporaryFolder(),
    numbers: [{ address: ourNumber, webhookUrl, ...more }],
    onError: (error) => {
      throw error;
    },
  });
  onTestFinished(() => platform.close());
  return platform;
}
