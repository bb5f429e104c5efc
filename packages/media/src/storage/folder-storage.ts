import { createReadStream } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { carrierFilename } from "./content-disposition.ts";
import { laterExpiry } from "./expiry.ts";
import { isMediaKey, mediaKey } from "./media-key.ts";
import { readRecord, recordOf } from "./media-record.ts";
import {
  defaultLinkMs,
  type MediaStorage,
  type OpenMedia,
  type StoredMedia,
} from "./media-storage.ts";
import { createLinkSigner, type LinkState } from "./signed-link.ts";
import { type Swept, sweepFolder } from "./sweep-folder.ts";
import { writeDurably } from "./write-durably.ts";

export interface FolderStorageOptions {
  /** Made when it is not there. One process at a time uses it. */
  readonly folder: string;
  /** Where {@link serveMedia} is reached, such as `https://app.example/media`. */
  readonly baseUrl: string;
  /** Sign links, 16 characters or more each; the first signs, all are good. */
  readonly secrets: readonly string[];
  /** Milliseconds that media are kept. Default: until they are removed. */
  readonly keepMs?: number | undefined;
  /** Milliseconds since the epoch. Default: the machine's clock. */
  readonly now?: (() => number) | undefined;
}

/** A kept item, and the file that holds its content. */
export interface FiledMedia extends OpenMedia {
  readonly path: string;
}

/** Keeps media in a folder. */
export interface FolderStorage extends MediaStorage {
  get(key: string): Promise<FiledMedia | undefined>;
  /** Does the query of a link open this item? */
  checkLink(key: string, query: URLSearchParams): LinkState;
  /** Removes what has expired, and what an interrupted write has left. */
  sweep(): Promise<Swept>;
}

/**
 * Keeps media in a folder, each item under the hash of its content, type and name. A write is on disk
 * when it is told to be, whole or not at all.
 *
 * @throws ReparteeError `link_secret_weak`.
 */
export function createFolderStorage({
  folder,
  baseUrl,
  secrets,
  keepMs,
  now = Date.now,
}: FolderStorageOptions): FolderStorage {
  const signer = createLinkSigner(secrets);
  const base = withoutEndingSlashes(baseUrl);
  const aside = join(folder, "drafts");
  const placeOf = (key: string) => join(folder, key.slice(0, 2), key);
  // Writing, removing and sweeping take turns: a sweep must not take what a write has just renewed.
  let turn: Promise<unknown> = Promise.resolve();
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work, work);
    turn = done.catch(() => {});
    return done;
  }

  async function find(key: string): Promise<StoredMedia | undefined> {
    const record = isMediaKey(key) ? await readRecord(`${placeOf(key)}.json`) : undefined;
    const isThere = record && (record.expiresAt === undefined || record.expiresAt > now());
    return isThere ? { key, ...record } : undefined;
  }

  return {
    put({ contentType, bytes, filename, expiresAt }) {
      return inTurn(async () => {
        const media = { contentType, bytes, filename: carrierFilename(filename) };
        const key = mediaKey(media);
        const place = placeOf(key);
        const before = await find(key);
        const wanted = expiresAt ?? (keepMs === undefined ? undefined : now() + keepMs);
        const until = before ? laterExpiry(before.expiresAt, wanted) : wanted;
        const { filename: name } = media;
        const record = { contentType, size: bytes.length, filename: name, expiresAt: until };
        // The record last: what has one is complete.
        if (!before) await writeDurably(`${place}.bin`, bytes, { aside });
        if (!before || before.expiresAt !== until)
          await writeDurably(`${place}.json`, recordOf(record), { aside });
        return { key, ...record };
      });
    },

    async get(key) {
      const found = await find(key);
      if (!found) return undefined;
      const path = `${placeOf(key)}.bin`;
      return {
        ...found,
        path,
        bytes: () => readFile(path),
        stream: async () => createReadStream(path),
      };
    },

    remove(key) {
      return inTurn(async () => {
        if (!isMediaKey(key)) return;
        await rm(`${placeOf(key)}.json`, { force: true });
        await rm(`${placeOf(key)}.bin`, { force: true });
      });
    },

    async url(key, { validMs = defaultLinkMs } = {}) {
      return `${base}/${key}?${signer.sign(key, now() + validMs)}`;
    },

    checkLink: (key, query) => signer.check(key, query, now()),

    sweep: () => inTurn(() => sweepFolder(folder, now())),
  };
}

function withoutEndingSlashes(url: string): string {
  let end = url.length;
  while (url[end - 1] === "/") end--;
  return url.slice(0, end);
}
