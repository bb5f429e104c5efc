import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { World } from "../snippet.ts";

/** A piece of published Python, and what it prints. */
export interface PythonSnippet {
  readonly code: string;
  readonly prints: string | RegExp;
}

export type PythonSnippets = Readonly<Record<string, PythonSnippet>>;

/** Python with the official library. Debian's own Python has Debian's packages; another one may come first. */
export const python: string | undefined = ["/usr/bin/python3", "python3"].find(
  (program) => spawnSync(program, ["-c", "import twilio, flask, requests"]).status === 0,
);

const program = fileURLToPath(new URL("run.py", import.meta.url));

/** Runs the snippets in their order, in one process. Resolves with what each printed. */
export async function runPython(
  { platform, sid }: World,
  snippets: PythonSnippets,
): Promise<Readonly<Record<string, string>>> {
  const { url: origin, account } = platform;
  const env = {
    ...process.env,
    TWILIO_ACCOUNT_SID: account.sid,
    TWILIO_AUTH_TOKEN: account.authToken,
  };
  const child = execFile(python ?? "", [program], { env, maxBuffer: 1 << 24 });
  const codes = Object.fromEntries(
    Object.entries(snippets).map(([name, { code }]) => [name, code] as const),
  );
  child.stdin?.end(JSON.stringify({ origin, sid, snippets: codes }));
  const [out, errors] = await Promise.all([
    child.stdout ? text(child.stdout) : "",
    child.stderr ? text(child.stderr) : "",
    once(child, "close"),
  ]);
  if (child.exitCode !== 0) throw new Error(errors);
  return JSON.parse(out);
}
