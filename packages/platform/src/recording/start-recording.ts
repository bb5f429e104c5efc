import type { Exchange, ExchangeSid } from "@repartee/runtime";
import { describeExchange, type RecordedPlatform } from "./describe-exchange.ts";
import type { RecordedExchange } from "./recorded-exchange.ts";
import { createRecordingFile } from "./recording-file.ts";

/** A recording under way. */
export interface RecordingSession {
  /** Ends it: what has finished by now is in the file. */
  close(): Promise<void>;
}

// Ctrl-C is to end everything within a second.
const CLOSE_MS = 200;

/**
 * Writes all exchanges from now on into a file, in the order in which they began, and their media into
 * the folder beside it. The file is readable, and the same for the same conversation.
 *
 * @param onError told of what could not be written.
 * @throws ReparteeError `recording_invalid` when the file is there and is no recording.
 */
export async function startRecording(
  file: string,
  platform: RecordedPlatform,
  onError: (error: unknown) => void,
): Promise<RecordingSession> {
  const { append, keepMedia } = await createRecordingFile(file);
  const appOrigins = new Set<string>();
  const begun = new Map<ExchangeSid, (finished: Exchange | undefined) => void>();
  let written: Promise<void> = Promise.resolve();
  let close = () => {};
  const closing = new Promise<void>((resolve) => {
    close = resolve;
  });

  const parts = { platform, keepMedia, appOrigins, closing };

  function begin({ sid }: Exchange, kind: RecordedExchange["kind"]): void {
    const finished = new Promise<Exchange | undefined>((resolve) => begun.set(sid, resolve));
    written = write(finished, kind, written).catch(onError);
  }

  /** Writes an exchange when it has finished, and those that began before it are written. */
  async function write(
    finished: Promise<Exchange | undefined>,
    kind: RecordedExchange["kind"],
    before: Promise<void>,
  ): Promise<void> {
    const exchange = await finished;
    await before;
    if (exchange) await append(await describeExchange(exchange, kind, parts));
  }

  const stop = platform.runtime.subscribe((exchange) => {
    const { sid, kind, finishedAt } = exchange;
    // What was refused at the door never reached the app.
    if (kind === "refused") return;
    if (!begun.has(sid)) begin(exchange, kind);
    if (finishedAt !== null) begun.get(sid)?.(exchange);
  });

  return {
    async close() {
      stop();
      close();
      for (const resolve of begun.values()) resolve(undefined);
      const late = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref());
      await Promise.race([written, late]);
    },
  };
}
