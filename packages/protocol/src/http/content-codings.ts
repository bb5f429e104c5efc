/** A compression that Node reads in all supported versions. */
export type Compression = "gzip" | "deflate" | "br";

/** What a `Content-Encoding` header says. */
export interface ContentCodings {
  /** In the order in which they were applied: undo the last one first. */
  readonly compressions: readonly Compression[];
  /** The first coding that is known and cannot be undone; `undefined`: there is none. */
  readonly unsupported: string | undefined;
}

const supported: ReadonlyMap<string, Compression> = new Map([
  ["gzip", "gzip"],
  ["x-gzip", "gzip"],
  ["deflate", "deflate"],
  ["br", "br"],
]);

// IANA, "HTTP Content Coding Registry", iana.org/assignments/http-parameters, and the names of
// compressions that servers use without registration.
const unsupported: ReadonlySet<string> = new Set([
  "aes128gcm",
  "compress",
  "dcb",
  "dcz",
  "exi",
  "pack200-gzip",
  "x-compress",
  "zstd",
  "bzip2",
  "x-bzip2",
  "lz4",
  "lzma",
  "xz",
  "snappy",
  "x-snappy-framed",
]);

/**
 * Reads a `Content-Encoding` header. A name that is not a content coding changes nothing about the
 * bytes: stores repeat what an upload said (`aws-chunked`), and apps write a charset or `binary`.
 */
export function contentCodings(header: string | readonly string[] | undefined): ContentCodings {
  const names = [header ?? []]
    .flat()
    .join(",")
    .split(",")
    .map((name) => name.trim().toLowerCase());
  return {
    compressions: names.flatMap((name) => supported.get(name) ?? []),
    unsupported: names.find((name) => unsupported.has(name)),
  };
}
