import { MAX_DOCUMENT_BYTES } from "@repartee/protocol";
import type { ExchangeResponse } from "../exchange/exchange.ts";
import {
  type Decompressed,
  decompressResponse,
  type EncodingFault,
} from "./decompress-response.ts";

/** An app's answer, decompressed. Its `body` is the text as UTF-8; the reader decides on the encoding. */
export interface Answer extends ExchangeResponse {
  readonly bytes: Uint8Array;
  /** True when the body was longer than a document may be; the rest was not read. */
  readonly tooLarge: boolean;
  /** Why the body's compression could not be undone. */
  readonly encodingFault: EncodingFault | undefined;
  /** The first header of this name, in lower case. */
  header(name: string): string | undefined;
  /** All headers of this name, in lower case. */
  all(name: string): readonly string[];
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Puts an answer together from its parts; of the body, what a document may be long. */
export function createAnswer(
  status: number,
  receivedHeaders: Headers,
  chunks: readonly Uint8Array[],
): Answer {
  const [first] = chunks;
  const sent =
    chunks.length === 1 && first
      ? Buffer.from(first.buffer, first.byteOffset, first.length)
      : Buffer.concat(chunks);
  const headers = Object.entries(receivedHeaders).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): readonly [string, string] => [name, one]),
  );
  const all = (name: string) =>
    headers.filter(([known]) => known === name).map(([, value]) => value);
  const encoding = all("content-encoding");
  const { bytes: received, fault }: Decompressed =
    encoding.length === 0
      ? { bytes: sent }
      : decompressResponse(sent, encoding, MAX_DOCUMENT_BYTES);
  const whole = Buffer.from(received.buffer, received.byteOffset, received.length);
  const bytes = whole.subarray(0, MAX_DOCUMENT_BYTES);
  return {
    status,
    headers,
    body: bytes.toString("utf8"),
    bytes,
    encodingFault: fault,
    tooLarge: whole.length > MAX_DOCUMENT_BYTES,
    header: (name) => all(name)[0],
    all,
  };
}
