import type { ConfiguredResource, ResourceReader } from "@repartee/send-core";
import type { Database } from "../engine/database.ts";
import type { Participant } from "../engine/group-commit.ts";
import { text } from "../engine/read-row.ts";
import { openResourceDraft, type ResourceWrite, type SearchableDraft } from "./resource-draft.ts";
import { listOf, type ResourceTable, tableOf } from "./resource-table.ts";

const selectResources = "select content from resource where kind = ? order by id";
const insertResource = "insert into resource (content, sid, kind) values (?, ?, ?)";
const updateResource = "update resource set content = ? where sid = ? and kind = ?";
const deleteResource = "delete from resource where sid = ? and kind = ?";

/** What one kind of resource needs. */
export interface ResourceKindOptions<T extends ConfiguredResource> {
  /** Keys other than its SID that a resource is found by; each is unique. Default: none. */
  readonly keysOf?: (resource: T) => readonly string[];
  /** Runs in the transaction that changes a resource or, without `after`, removes it. */
  readonly onChange?: (before: T, after: T | undefined) => void;
}

/** A draft and what becomes of it. */
export interface OpenDraft<T extends ConfiguredResource> {
  readonly draft: SearchableDraft<T>;
  /** Writes the changes into the open transaction. */
  write(): void;
  /** Ends the draft: whatever uses it from now on fails. */
  end(): void;
}

/** The resources of one kind: read from memory, changed through drafts. */
export interface ResourceKind<T extends ConfiguredResource> extends Participant {
  readonly reader: ResourceReader<T> & { findKey(key: string): Promise<T | undefined> };
  open(): OpenDraft<T>;
}

/**
 * Keeps the resources of one kind, each as one document. Every message asks for some of them, and only
 * this process has the file open: they are read once, and written through.
 */
export function createResourceKind<T extends ConfiguredResource>(
  db: Database,
  kind: string,
  { keysOf = () => [], onChange = () => {} }: ResourceKindOptions<T> = {},
): ResourceKind<T> {
  let table: ResourceTable<T> = tableOf(
    db
      .prepare(selectResources)
      .all(kind)
      .map(read<T>),
    keysOf,
  );
  /** As it was before the open transaction. */
  let before: ResourceTable<T> | undefined;

  return {
    reader: {
      find: async (sid) => table.bySid.get(sid),
      findKey: async (key) => table.byKey.get(key),
      list: async (accountSid) => listOf(table, accountSid),
    },
    open() {
      const opened = openResourceDraft(kind, table, keysOf);
      return {
        draft: opened.draft,
        end: opened.end,
        write() {
          for (const write of opened.writes) {
            if (write.before) onChange(write.before, write.after);
            store(db, kind, write);
          }
          before ??= table;
          table = opened.table();
        },
      };
    },
    flush() {},
    committed() {
      before = undefined;
    },
    discard() {
      table = before ?? table;
      before = undefined;
    },
  };
}

function store<T>(db: Database, kind: string, { sid, before, after }: ResourceWrite<T>): void {
  if (!after) db.prepare(deleteResource).run(sid, kind);
  else db.prepare(before ? updateResource : insertResource).run(JSON.stringify(after), sid, kind);
}

// Written by `store` above, from the same type.
function read<T>(row: readonly unknown[]): T {
  return JSON.parse(text(row, 0));
}
