import { execFile } from "node:child_process";

/** What a program of the system prints; empty when it is not there or finds nothing. */
export function commandOutput(file: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    // `lsof` ends with 1 when one of the processes has ended or has no socket: what it printed counts.
    execFile(file, args, { maxBuffer: 16 << 20, windowsHide: true }, (_error, stdout) =>
      resolve(stdout),
    );
  });
}
