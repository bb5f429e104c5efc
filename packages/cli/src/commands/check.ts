import { readFile } from "node:fs/promises";
import { parse, validate } from "@repartee/markup";
import { redactUrls } from "@repartee/protocol";
import { CannotStart } from "../process/cannot-start.ts";

interface Found {
  readonly line: number;
  readonly column: number;
  readonly code: number;
  readonly sentence: string;
  readonly isError: boolean;
}

/**
 * Judges reply documents and writes what it finds as `file:line:col code sentence`.
 *
 * @param files paths; `-` is standard input.
 * @returns 1 when a document or one of its verbs cannot be run, else 0.
 */
export async function check(
  files: readonly string[],
  {
    stdin,
    stdout,
  }: { readonly stdin: AsyncIterable<Uint8Array>; readonly stdout: NodeJS.WritableStream },
): Promise<0 | 1> {
  let hasErrors = false;
  for (const file of files) {
    for (const { line, column, code, sentence, isError } of judge(await read(file, stdin))) {
      hasErrors ||= isError;
      stdout.write(`${file}:${line}:${column} ${code} ${redactUrls(sentence)}\n`);
    }
  }
  return hasErrors ? 1 : 0;
}

/** What is wrong and what is odd in a document, from top to bottom. */
function judge(xml: string): readonly Found[] {
  const read = parse(xml);
  if (!read.ok) return [{ ...read.error, isError: true }];
  const findings = validate(read.document).map(({ verb, blocks, ...finding }) => ({
    ...finding,
    ...(read.positions[verb] ?? { line: 1, column: 1 }),
    isError: blocks,
  }));
  // A warning of 141xx leaves its verb out of the reply: to its author that is an error.
  const warnings = read.warnings.map((warning) => ({
    ...warning,
    isError: warning.code >= 14100 && warning.code < 14200,
  }));
  return [...warnings, ...findings].sort((a, b) => a.line - b.line || a.column - b.column);
}

async function read(file: string, stdin: AsyncIterable<Uint8Array>): Promise<string> {
  try {
    if (file !== "-") return await readFile(file, "utf8");
    const chunks: Uint8Array[] = [];
    for await (const chunk of stdin) chunks.push(chunk);
    return Buffer.concat(chunks).toString("utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CannotStart(`cannot read ${file}: ${why}.`);
  }
}
