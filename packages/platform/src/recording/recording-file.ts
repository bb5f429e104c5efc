import { appendFile, chmod, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { hasErrorCode, ReparteeError } from "@repartee/protocol";
import { type Document, parseAllDocuments, stringify } from "yaml";
import { z } from "zod";
import { makeFolder } from "../data/make-folder.ts";
import type { RecordedExchange, RecordedMedia, Recording } from "./recorded-exchange.ts";

/** A recording that is being written. */
export interface RecordingFile {
  keepMedia(item: RecordedMedia, bytes: Uint8Array): Promise<void>;
  append(exchange: RecordedExchange): Promise<void>;
}

const title = "# A recording of Repartee, version 1: one exchange after another.\n";

/**
 * Begins a recording, in place of the one that the file may hold.
 *
 * @throws ReparteeError `recording_invalid` when the file holds something else.
 */
export async function createRecordingFile(file: string): Promise<RecordingFile> {
  const before = await readFile(file, "utf8").catch(ifMissing(undefined));
  if (before !== undefined && before !== "" && !before.startsWith(title)) {
    throw new ReparteeError(
      "recording_invalid",
      `${file} is not a recording; it was not overwritten.`,
    );
  }
  const folder = mediaFolder(file);
  await makeFolder(dirname(file));
  // Messages are private: only their owner reads what is recorded of them.
  await writeFile(file, title, { mode: 0o600 });
  await chmod(file, 0o600);
  return {
    async keepMedia(item, bytes) {
      await makeFolder(folder, 0o700);
      await chmod(folder, 0o700);
      await writeFile(join(folder, fileName(item)), bytes, { mode: 0o600 });
    },
    append: (exchange) => appendFile(file, `---\n${stringify(exchange, { lineWidth: 0 })}`),
  };
}

const media = z.array(z.object({ type: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }));
const wire = z.object({
  kind: z.enum(["reply", "api"]),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  media,
  otherRecipients: z.array(z.string()).optional(),
  requests: z.array(
    z.object({
      cause: z.string(),
      method: z.string(),
      url: z.string(),
      params: z.record(z.string(), z.string()),
      answer: z
        .object({ status: z.number(), type: z.string(), body: z.string().optional() })
        .nullable(),
    }),
  ),
  messages: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      body: z.string(),
      media,
      error: z.number().optional(),
    }),
  ),
  notices: z.array(z.object({ code: z.number(), sentence: z.string() })),
});

/**
 * Reads a recording.
 *
 * @throws ReparteeError `recording_invalid` when there is none in the file.
 */
export async function readRecording(file: string): Promise<Recording> {
  const text = await readFile(file, "utf8").catch((cause) => {
    throw new ReparteeError("recording_invalid", `${file} cannot be read.`, { cause });
  });
  const documents = parseAllDocuments(text);
  const exchanges = "empty" in documents ? [] : documents.map((one) => read(one, file));
  return {
    exchanges,
    media: (item) =>
      readFile(join(mediaFolder(file), fileName(item))).catch((cause) => {
        const sentence = `${file} has no media ${item.sha256} in ${mediaFolder(file)}.`;
        throw new ReparteeError("recording_invalid", sentence, { cause });
      }),
  };
}

function read(document: Document.Parsed, file: string): RecordedExchange {
  const [error] = document.errors;
  if (error) throw new ReparteeError("recording_invalid", `${file}: ${error.message}`);
  const result = wire.safeParse(document.toJS());
  if (result.success) return result.data;
  throw new ReparteeError("recording_invalid", `${file}: ${z.prettifyError(result.error)}`);
}

/** `booth.yaml` has its media in `booth.media`. */
function mediaFolder(file: string): string {
  return `${file.replace(/\.[^./\\]*$/, "")}.media`;
}

function fileName({ type, sha256 }: RecordedMedia): string {
  const [essence = ""] = type.split(";", 1);
  const ending = essence.slice(essence.lastIndexOf("/") + 1).replace(/\W/g, "");
  return ending === "" ? sha256 : `${sha256}.${ending}`;
}

function ifMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    if (hasErrorCode(error, "ENOENT")) return value;
    throw error;
  };
}
