import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import { type Compression, contentCodings, hasErrorCode } from "@repartee/protocol";

/** The bytes of an answer without compression, or why they cannot be had. */
export interface Decompressed {
  readonly bytes: Uint8Array;
  readonly fault?: EncodingFault | undefined;
}

/** Why a body cannot be read as text, and what to do. */
export interface EncodingFault {
  readonly sentence: string;
  readonly advice: string;
}

/** What to do about an answer that is compressed. */
export const advice =
  "Answer without compression: the request does not ask for it. Leave these requests out of the app's compression middleware.";

const decompress: Readonly<Record<Compression, typeof gunzipSync>> = {
  gzip: gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
};

/**
 * Undoes the compression that `Content-Encoding` names. No request asks for compression, but some apps
 * compress every answer.
 *
 * @param maxBytes no more than this, and one byte to show that there is more.
 */
export function decompressResponse(
  bytes: Uint8Array,
  encoding: readonly string[],
  maxBytes: number,
): Decompressed {
  const { compressions, unsupported } = contentCodings(encoding);
  const [compression, second] = compressions;
  const named = `The answer has Content-Encoding: ${encoding.join(", ")}`;
  if (unsupported !== undefined || second !== undefined)
    return { bytes, fault: { sentence: `${named}, which cannot be read.`, advice } };
  if (!compression || bytes.length === 0) return { bytes };
  try {
    return { bytes: decompress[compression](bytes, { maxOutputLength: maxBytes + 1 }) };
  } catch (error) {
    if (hasErrorCode(error, "ERR_BUFFER_TOO_LARGE")) return { bytes: new Uint8Array(maxBytes + 1) };
    const sentence = `${named}, but its bytes are not ${compression}.`;
    return { bytes, fault: { sentence, advice } };
  }
}
