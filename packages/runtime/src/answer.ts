import { MAX_DOCUMENT_BYTES } from "@repartee/protocol";
import type { ExchangeResponse } from "./exchange.ts";

/** An app's answer. Its `body` is the text as UTF-8; which encoding it has is the reader's matter. */
export interface Answer extends ExchangeResponse {
  readonly bytes: Uint8Array;
  /** True when the body was longer than a document may be; the rest was not read. */
  readonly tooLarge: boolean;
  /** The first header of this name, in lower case. */
  header(name: string): string | undefined;
  /** All headers of this name, in lower case. */
  all(name: string): readonly string[];
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Puts an answer together from its parts; of the body, what a document may be long. */
export function createAnswer(
  status: number,
  received: Headers,
  chunks: readonly Uint8Array[],
): Answer {
  const [first] = chunks;
  const whole =
    chunks.length === 1 && first
      ? Buffer.from(first.buffer, first.byteOffset, first.length)
      : Buffer.concat(chunks);
  const bytes = whole.subarray(0, MAX_DOCUMENT_BYTES);
  const headers = Object.entries(received).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): readonly [string, string] => [name, one]),
  );
  const all = (name: string) =>
    headers.filter(([known]) => known === name).map(([, value]) => value);
  return {
    status,
    headers,
    body: bytes.toString("utf8"),
    bytes,
    tooLarge: whole.length > MAX_DOCUMENT_BYTES,
    header: (name) => all(name)[0],
    all,
  };
}
