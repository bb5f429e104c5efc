import type { ReplayResult } from "@repartee/platform";
import { startPlatform, type TestPlatformOptions } from "./start-platform.ts";

/** What a recording is played against: everything that a platform for tests takes. */
export type ReplayAgainst = Omit<TestPlatformOptions, "numbers" | "record">;

/**
 * Plays a recording of `repartee dev --record` against an app, on a platform of its own with
 * the numbers of the recording. An app that checks signatures needs to know the platform
 * first: see {@link TestPlatform.replay}.
 *
 * @throws ReparteeError `recording_invalid` when the file holds no recording.
 * @example
 * const { isSame, report } = await replay("booth.yaml", { webhook: "http://localhost:3000/sms" });
 * assert.ok(isSame, report);
 */
export async function replay(file: string, against: ReplayAgainst): Promise<ReplayReport> {
  const { readRecording, recordedNumbers } = await import("@repartee/platform");
  const numbers = recordedNumbers(await readRecording(file));
  const platform = await startPlatform({ ...against, numbers });
  try {
    return await platform.replay(file);
  } finally {
    await platform.close();
  }
}

/** What differs, and the same as text. */
export interface ReplayReport extends ReplayResult {
  /** For people: each exchange, with `-` before what was recorded and `+` before what happened now. */
  readonly report: string;
}
