/** What the command reads and writes beside its arguments; tests pass their own. */
export interface ProcessIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  /** Resolves when the user wants the command to end (Ctrl-C). */
  readonly interrupted: Promise<void>;
}

/** What the process itself has. */
export function processIo(): ProcessIo {
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
      process.once(signal, () => resolve());
  });
  const { env, stdin, stdout, stderr } = process;
  return { env, stdin, stdout, stderr, interrupted };
}
