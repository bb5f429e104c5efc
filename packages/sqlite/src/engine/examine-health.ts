import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import { isReparteeError } from "@repartee/protocol";
import { type StorageFaultCode, sentenceOf } from "../files/storage-fault.ts";
import type { Database } from "./database.ts";
import type { Commit } from "./group-commit.ts";
import { integer } from "./read-row.ts";

/** Whether a store can take more; otherwise why it cannot. */
export type StoreHealth =
  | { readonly ok: true }
  | { readonly ok: false; readonly code: string; readonly sentence: string };

/** Less than this, and the next messages may not fit. */
const ROOM_BYTES = 1024 * 1024;

const probe = `insert into setting (name, value) values ('health', '')
  on conflict (name) do update set value = excluded.value`;

/** Writes to the file, as the next message will, and looks at the room that is left. */
export async function examineHealth(
  db: Database,
  commit: Commit,
  file: string,
): Promise<StoreHealth> {
  try {
    await commit(() => void db.prepare(probe).run());
    return hasRoom(db, file) ? { ok: true } : fault("data_full", file);
  } catch (error) {
    if (!isReparteeError(error)) throw error;
    return { ok: false, code: String(error.code), sentence: error.message };
  }
}

function fault(code: StorageFaultCode, file: string): StoreHealth {
  return { ok: false, code, sentence: sentenceOf(code, file) };
}

function hasRoom(db: Database, file: string): boolean {
  if (file === ":memory:") return true;
  const pragma = (name: string) => integer(db.prepare(`pragma ${name}`).get() ?? [], 0);
  const { bavail, bsize } = statfsSync(dirname(file));
  const freePages = pragma("max_page_count") - pragma("page_count") + pragma("freelist_count");
  return Math.min(bavail * bsize, freePages * pragma("page_size")) >= ROOM_BYTES;
}
