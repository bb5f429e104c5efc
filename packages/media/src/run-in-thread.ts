import { Worker } from "node:worker_threads";

export interface ThreadLimits {
  /** Milliseconds. */
  readonly timeoutMs: number;
  /** What the caller is told when they are over. */
  readonly late: Error;
  /** Megabytes of objects that the thread may make. */
  readonly megabytes: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Runs a program in a thread of its own and resolves to the one message that it posts: a long
 * computation holds up nobody, and a limit of memory and time can be set on a thread.
 *
 * @param program as text: a bundled app has no file of ours to start it from.
 */
export async function runInThread<Answer>(
  program: string,
  workerData: unknown,
  { timeoutMs, late, megabytes, signal }: ThreadLimits,
): Promise<Answer> {
  signal?.throwIfAborted();
  const resourceLimits = { maxOldGenerationSizeMb: megabytes };
  const worker = new Worker(program, { eval: true, workerData, resourceLimits });
  let stop = () => {};
  try {
    return await new Promise<Answer>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("the thread ended without an answer")));
      const timer = setTimeout(() => reject(late), timeoutMs);
      const cancel = () => reject(signal?.reason);
      signal?.addEventListener("abort", cancel, { once: true });
      stop = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", cancel);
      };
    });
  } finally {
    stop();
    await worker.terminate();
  }
}
