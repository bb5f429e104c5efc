import { MAX_DOCUMENT_BYTES } from "@repartee/protocol";
import type { Dispatcher } from "undici";
import type { ExchangeResponse } from "./exchange.ts";

/** An app's answer. Its `body` is the text as UTF-8; which encoding it has is the reader's matter. */
export interface Answer extends ExchangeResponse {
  readonly bytes: Uint8Array;
  /** True when the body was longer than a document may be; the rest was not read. */
  readonly tooLarge: boolean;
  /** The first header of this name. */
  header(name: string): string | undefined;
  /** All headers of this name. */
  all(name: string): readonly string[];
}

/** Reads an answer, as far as a document may be long. */
export async function readResponse(response: Dispatcher.ResponseData): Promise<Answer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_DOCUMENT_BYTES) break;
  }
  const [first] = chunks;
  const whole = chunks.length === 1 && first ? first : Buffer.concat(chunks);
  const bytes = whole.subarray(0, MAX_DOCUMENT_BYTES);
  const headers = Object.entries(response.headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): readonly [string, string] => [name, one]),
  );
  const all = (name: string) =>
    headers.filter(([known]) => known === name).map(([, value]) => value);
  return {
    status: response.statusCode,
    headers,
    body: bytes.toString("utf8"),
    bytes,
    tooLarge: size > MAX_DOCUMENT_BYTES,
    header: (name) => all(name)[0],
    all,
  };
}
