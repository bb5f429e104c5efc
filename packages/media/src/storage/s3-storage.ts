import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { carrierFilename, safeHead } from "./content-disposition.ts";
import { laterExpiry } from "./expiry.ts";
import { isMediaKey, mediaKey } from "./media-key.ts";
import { defaultLinkMs, type MediaStorage, type OpenMedia } from "./media-storage.ts";

export interface S3StorageOptions {
  /** Made by the app, with its region, endpoint and credentials; closed by the app too. */
  readonly client: S3Client;
  readonly bucket: string;
  /** Stands before every key, such as `media/`. Default: nothing. */
  readonly prefix?: string | undefined;
  /**
   * Milliseconds that media are kept: then they are as good as gone. A lifecycle rule of the bucket
   * removes their bytes. Default: until they are removed.
   */
  readonly keepMs?: number | undefined;
  /** Milliseconds since the epoch. Default: the machine's clock. */
  readonly now?: (() => number) | undefined;
}

// Presigned links work for a week at most.
const longestLinkSeconds = 7 * 24 * 60 * 60;

/**
 * Keeps media in a bucket of an S3-compatible store, through the official client.
 *
 * Links are presigned: they lead to the store itself, with the same rules of what is shown and what
 * is downloaded as {@link serveMedia}.
 * An item that has expired is served by links that are out until its bytes are removed.
 *
 * Its calls throw the client's own errors for what the store says.
 */
export function createS3Storage({
  client,
  bucket,
  prefix = "",
  keepMs,
  now = Date.now,
}: S3StorageOptions): MediaStorage {
  const placeOf = (key: string) => ({ Bucket: bucket, Key: `${prefix}${key}` });
  const isOver = (until: number | undefined) => until !== undefined && until <= now();

  async function head(key: string): Promise<HeadObjectCommandOutput | undefined> {
    return client.send(new HeadObjectCommand(placeOf(key))).catch(nothingThere);
  }

  return {
    async put({ contentType, bytes, filename: given, expiresAt }) {
      const filename = carrierFilename(given);
      const key = mediaKey({ contentType, bytes, filename });
      const wanted = expiresAt ?? (keepMs === undefined ? undefined : now() + keepMs);
      const before = await head(key);
      const known = before && expiryOf(before);
      const until = before && !isOver(known) ? laterExpiry(known, wanted) : wanted;
      const safe = safeHead(contentType, filename);
      // Always written anew: a bucket's lifecycle rule counts from the last write.
      await client.send(
        new PutObjectCommand({
          ...placeOf(key),
          Body: bytes,
          ContentLength: bytes.length,
          // The one checksum that every S3-compatible store knows.
          ContentMD5: createHash("md5").update(bytes).digest("base64"),
          ContentType: safe.contentType,
          ContentDisposition: safe.disposition,
          Metadata: {
            type: encodeURIComponent(contentType),
            ...(filename !== undefined && { name: filename }),
            ...(until !== undefined && { expires: String(until) }),
          },
        }),
      );
      return { key, contentType, size: bytes.length, filename, expiresAt: until };
    },

    async get(key): Promise<OpenMedia | undefined> {
      if (!isMediaKey(key)) return undefined;
      const found = await head(key);
      const expiresAt = found && expiryOf(found);
      if (!found || isOver(expiresAt)) return undefined;
      return {
        key,
        contentType: decodeURIComponent(found.Metadata?.type ?? "application/octet-stream"),
        size: found.ContentLength ?? 0,
        filename: found.Metadata?.name,
        expiresAt,
        bytes: async () => (await open(key)).transformToByteArray(),
        stream: async () => {
          const body = await open(key);
          return body instanceof Readable
            ? body
            : Readable.from([await body.transformToByteArray()]);
        },
      };
    },

    async remove(key) {
      if (!isMediaKey(key)) return;
      await client.send(new DeleteObjectCommand(placeOf(key)));
    },

    async url(key, { validMs = defaultLinkMs } = {}) {
      const expiresIn = Math.min(Math.ceil(validMs / 1000), longestLinkSeconds);
      return getSignedUrl(client, new GetObjectCommand(placeOf(key)), { expiresIn });
    },
  };

  async function open(key: string): Promise<NonNullable<GetObjectCommandOutput["Body"]>> {
    const { Body } = await client.send(new GetObjectCommand(placeOf(key)));
    if (!Body) throw new TypeError("The store answered without a body.");
    return Body;
  }
}

function expiryOf({ Metadata }: HeadObjectCommandOutput): number | undefined {
  const expires = Number(Metadata?.expires);
  return Number.isFinite(expires) ? expires : undefined;
}

/** A HEAD that finds nothing has no body that could name a code: its status tells. */
function nothingThere(error: unknown): undefined {
  if (error instanceof Error && (error.name === "NotFound" || error.name === "NoSuchKey"))
    return undefined;
  throw error;
}
