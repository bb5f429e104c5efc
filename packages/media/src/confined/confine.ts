import { existsSync } from "node:fs";

/** What a program may take. */
export interface Confinement {
  /** Megabytes of memory that it may write to. */
  readonly megabytes: number;
  /** Seconds of a processor. They bind even after this process has died. */
  readonly seconds: number;
}

/**
 * The command that runs a program under hard limits: the kernel refuses what is over them. Windows,
 * and images without a shell, run it as it is; macOS counts only a part of the memory.
 *
 * `ulimit -d` and not `-v`: engines reserve far more addresses than they use, and since Linux 4.7 it
 * counts all private memory that can be written to: man7.org/linux/man-pages/man2/getrlimit.2.html
 */
export function confine(
  program: string,
  args: readonly string[],
  { megabytes, seconds }: Confinement,
): { readonly file: string; readonly args: readonly string[] } {
  if (process.platform === "win32" || !existsSync(shell)) return { file: program, args };
  const limits = [`-d ${Math.ceil(megabytes * 1024)}`, `-t ${Math.ceil(seconds)}`, "-c 0"];
  const script = `${limits.map((limit) => `ulimit ${limit} 2>/dev/null; `).join("")}exec "$@"`;
  return { file: shell, args: ["-c", script, "sh", program, ...args] };
}

const shell = "/bin/sh";
