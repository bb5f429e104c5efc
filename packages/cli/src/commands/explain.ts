import { type DataFolder, openDataFolder } from "@repartee/platform";
import { isReparteeError } from "@repartee/protocol";
import type { ProcessIo } from "../process/process-io.ts";
import { toUserError } from "../process/to-user-error.ts";
import { fetchTimeline, type StoryLine } from "./fetch-timeline.ts";

/**
 * Tells what happened to a message: from the data folder, or from the platform that runs on it.
 *
 * @returns 1 when there is no such message, else 0.
 */
export async function explain(
  sid: string,
  { dataDir, port }: { readonly dataDir: string; readonly port: number },
  { stdout }: Pick<ProcessIo, "stdout">,
): Promise<0 | 1> {
  const lines = await story(sid, dataDir, port);
  if (!lines) {
    stdout.write(`There is no message ${sid}.\n`);
    return 1;
  }
  for (const { at, sentence } of lines) stdout.write(`${at}  ${sentence}\n`);
  return 0;
}

async function story(
  sid: string,
  dataDir: string,
  port: number,
): Promise<readonly StoryLine[] | undefined> {
  let folder: DataFolder;
  try {
    folder = openDataFolder(dataDir);
  } catch (error) {
    if (isReparteeError(error, "data_in_use")) return fetchTimeline(sid, port);
    throw toUserError(error);
  }
  try {
    const entries = await folder.explain(sid);
    return entries?.map(({ at, sentence }) => ({ at: new Date(at).toISOString(), sentence }));
  } finally {
    await folder.close();
  }
}
