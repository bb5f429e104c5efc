import { rm } from "node:fs/promises";
import { ReparteeError } from "@repartee/protocol";
import { attachmentName } from "../headers/attachment-name.ts";
import type { MediaDescription } from "../media.ts";
import { startDeadline } from "./deadline.ts";
import { fetchLimiter } from "./fetch-limiter.ts";
import type { FetchMediaOptions } from "./fetch-options.ts";
import { isProviderOrigin } from "./media-credentials.ts";
import { checkType, declaredTypeOf } from "./media-headers.ts";
import { type MediaAnswer, requestMedia } from "./media-request.ts";
import { readBody } from "./read-body.ts";
import { withRetries } from "./retry.ts";
import { type Spooled, type SpoolOptions, spool } from "./spool.ts";

/** An answer that was taken in whole. */
export interface Downloaded {
  readonly description: MediaDescription;
  readonly content: Spooled["content"];
  readonly answer: MediaAnswer;
}

/** Fetches one media item with all limits and repeats. @returns the URL whose kept answer is still good, or the new one. */
export async function download(
  url: string,
  options: FetchMediaOptions,
  spoolOptions: SpoolOptions,
): Promise<Downloaded | { readonly unchanged: string }> {
  const deadline = startDeadline(options.totalMs ?? 30_000, "media_timeout", options.signal);
  const isProvider = URL.canParse(url) && isProviderOrigin(new URL(url).origin, options);
  const { signal } = deadline;
  const attempt = () =>
    fetchLimiter(signal, () =>
      requestMedia(url, options, signal, (answer) => take(answer, options, spoolOptions)),
    );
  try {
    return await withRetries(attempt, isProvider, options, deadline);
  } finally {
    deadline.clear();
  }
}

async function take(
  answer: MediaAnswer,
  options: FetchMediaOptions,
  spoolOptions: SpoolOptions,
): Promise<Downloaded | { readonly unchanged: string }> {
  const { headers, hops } = answer;
  if (answer.status === 304) {
    const asked = hops.at(-1) ?? "";
    if (options.cache?.get(asked)) return { unchanged: asked };
    throw new ReparteeError("media_http_status", "Expected 200 with the media, got 304 unasked.", {
      details: { status: 304 },
    });
  }
  const { content, head, size, sha256 } = await spool(readBody(answer, options), spoolOptions);
  const declaredType = declaredTypeOf(headers["content-type"]);
  const type = await checkType(head, declaredType).catch(async (error: unknown) => {
    if ("path" in content) await rm(content.path, { force: true });
    throw error;
  });
  const filename = attachmentName(headers["content-disposition"]);
  const source = hops[0] ?? "";
  return {
    description: { ...type, declaredType, size, sha256, filename, source, hops },
    content,
    answer,
  };
}
