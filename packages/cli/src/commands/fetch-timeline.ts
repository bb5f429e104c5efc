import { CannotStart } from "../process/cannot-start.ts";

/** One line of a message's story. */
export interface StoryLine {
  /** ISO 8601. */
  readonly at: string;
  readonly sentence: string;
}

/** Asks the platform that runs on this machine; `undefined` when it knows no such message. */
export async function fetchTimeline(
  sid: string,
  port: number,
): Promise<readonly StoryLine[] | undefined> {
  const url = `http://localhost:${port}/emulator/v1/messages/${encodeURIComponent(sid)}/story`;
  const response = await fetch(url).catch(() => undefined);
  if (response?.status === 404) return undefined;
  const answer: unknown = response?.ok ? await response.json() : undefined;
  if (!isStory(answer)) {
    throw new CannotStart(
      `a platform runs on this data folder, but not at port ${port}: name its --port.`,
    );
  }
  return answer.story;
}

function isStory(answer: unknown): answer is { readonly story: readonly StoryLine[] } {
  return typeof answer === "object" && answer !== null && "story" in answer;
}
