import { readFile } from "node:fs/promises";
import { ReparteeError } from "@repartee/protocol";
import { z } from "zod";
import { sayIssue } from "../config/say-issue.ts";
import { type PlatformFile, platformFile } from "./platform-file.ts";
import { positionOf } from "./position-of.ts";
import { readDocument } from "./read-document.ts";

/** What is known beside a file. */
export interface FileSurroundings {
  /** Its name in messages. */
  readonly file: string;
  /** Where the app is, when the file does not say so. */
  readonly appUrl?: string | undefined;
}

/**
 * Reads a configuration file.
 *
 * @throws ReparteeError `config_missing` when it cannot be read, else as {@link parsePlatformFile}.
 */
export async function readPlatformFile(file: string, appUrl?: string): Promise<PlatformFile> {
  const text = await readFile(file, "utf8").catch((cause) => {
    throw new ReparteeError("config_missing", `${file} cannot be read.`, { cause });
  });
  return parsePlatformFile(text, { file, appUrl });
}

/**
 * Parses a configuration in YAML or JSON.
 *
 * @throws ReparteeError `config_invalid` with a line `file:line:col key: expected …, got …` for each
 * value that makes no sense.
 */
export function parsePlatformFile(text: string, { file, appUrl }: FileSurroundings): PlatformFile {
  const { document, content, faults, place } = readDocument(text);
  const at = (offset: number) => `${file}:${place(offset)}`;
  if (faults.length > 0) {
    const lines = faults.map(({ offset, message }) => `${at(offset)} ${message}`);
    throw new ReparteeError("config_invalid", lines.join("\n"));
  }
  const result = platformFile(appUrl).safeParse(content, { error: sayIssue });
  if (result.success) return result.data;
  const sentences = result.error.issues.flatMap((issue) =>
    onePerKey(issue).map(({ path, message, isKey }) => {
      const name = path.length === 0 ? "" : ` ${z.core.toDotPath(path)}:`;
      return `${at(positionOf(document, path, isKey))}${name} ${message}`;
    }),
  );
  throw new ReparteeError("config_invalid", sentences.join("\n"));
}

/** One problem for each key that nobody knows, at its place. */
function onePerKey(issue: z.core.$ZodIssue) {
  const { path, message } = issue;
  if (issue.code !== "unrecognized_keys") {
    return [{ path, message, isKey: issue.code === "invalid_key" }];
  }
  const messages = message.split("\n");
  return issue.keys.map((key, index) => ({
    path: [...path, key],
    message: messages[index] ?? message,
    isKey: true,
  }));
}
