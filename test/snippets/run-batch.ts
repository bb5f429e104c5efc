import { execFile } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { World } from "./snippet.ts";

/** A piece of published code of another language, and what it prints. */
export interface PrintingSnippet {
  readonly code: string;
  readonly prints: string | RegExp;
}

export type PrintingSnippets = Readonly<Record<string, PrintingSnippet>>;

/** Twilio's variables, as a program finds them. */
export const variables = ({ platform: { account } }: World): NodeJS.ProcessEnv => ({
  ...process.env,
  TWILIO_ACCOUNT_SID: account.sid,
  TWILIO_AUTH_TOKEN: account.authToken,
});

/**
 * Runs all snippets in one process, which reads `{ origin, sid, snippets: { name: code } }` and prints
 * `{ name: what it printed }`.
 */
export async function runBatch(
  world: World,
  [program, ...args]: readonly [string, ...string[]],
  snippets: PrintingSnippets,
): Promise<Readonly<Record<string, string>>> {
  const child = execFile(program, args, { env: variables(world), maxBuffer: 1 << 24 });
  const origin = world.platform.url;
  const codes = Object.fromEntries(
    Object.entries(snippets).map(([name, { code }]) => [name, code] as const),
  );
  child.stdin?.end(JSON.stringify({ origin, sid: world.sid, snippets: codes }));
  const [out, errors] = await Promise.all([
    child.stdout ? text(child.stdout) : "",
    child.stderr ? text(child.stderr) : "",
    once(child, "close"),
  ]);
  if (child.exitCode !== 0) throw new Error(errors);
  return JSON.parse(out);
}

/** Compares what the snippets printed. */
export function prints(
  printed: () => Readonly<Record<string, string>>,
  snippets: PrintingSnippets,
): void {
  test.each(Object.entries(snippets))("%s", (name, { prints }) => {
    if (typeof prints === "string") expect(printed()[name]).toBe(prints);
    else expect(printed()[name]).toMatch(prints);
  });
}
