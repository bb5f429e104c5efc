import { ReparteeError } from "@repartee/protocol";
import type { ConfiguredResource, ResourceStore } from "@repartee/send-core";
import type { Database } from "../database.ts";
import type { Commit } from "../group-commit.ts";
import { text } from "../read-row.ts";

const selectResources = "select content from resource where kind = ? order by id";
const upsertResource = `insert into resource (sid, kind, content) values (?, ?, ?)
  on conflict (sid) do update set content = excluded.content where kind = excluded.kind`;
const deleteResource = "delete from resource where sid = ?";

/** A resource store that can also be searched. */
export interface SearchableStore<T extends ConfiguredResource> extends ResourceStore<T> {
  findKey(key: string): Promise<T | undefined>;
}

/** What one kind of resource needs. */
export interface ResourceKind<T extends ConfiguredResource> {
  /** Other names than its SID that a resource is found by; no two may have the same one. Default: none. */
  readonly keysOf?: (resource: T) => readonly string[];
  /** Runs in the transaction that writes a resource or, without `after`, removes it. */
  readonly onChange?: (before: T, after: T | undefined) => void;
}

/**
 * Keeps the resources of one kind, each as one document. Every message asks for some of them, and this
 * process alone has the file open: they are read once, and written through.
 */
export function createResourceStore<T extends ConfiguredResource>(
  db: Database,
  commit: Commit,
  kind: string,
  { keysOf = () => [], onChange = () => {} }: ResourceKind<T> = {},
): SearchableStore<T> {
  const bySid = new Map<string, T>();
  const byKey = new Map<string, T>();
  /** Names that are being written, and for which SID. */
  const claimed = new Map<string, string>();

  function keep(resource: T): void {
    forget(resource.sid);
    bySid.set(resource.sid, resource);
    for (const key of keysOf(resource)) byKey.set(key, resource);
  }

  function forget(sid: string): void {
    const known = bySid.get(sid);
    // It keeps its place in the order of the map, unless it is deleted.
    for (const key of known ? keysOf(known) : []) byKey.delete(key);
  }

  for (const row of db.prepare(selectResources).all(kind)) {
    // Written by `put` below, from the same type.
    const resource: T = JSON.parse(text(row, 0));
    keep(resource);
  }

  return {
    find: async (sid) => bySid.get(sid),
    findKey: async (key) => byKey.get(key),
    async list(accountSid) {
      const all = [...bySid.values()].toReversed();
      return accountSid === undefined ? all : all.filter((one) => one.accountSid === accountSid);
    },
    async put(resource) {
      const keys = keysOf(resource);
      const taken = keys.find((key) => {
        const owner = claimed.get(key) ?? byKey.get(key)?.sid;
        return owner !== undefined && owner !== resource.sid;
      });
      if (taken !== undefined) throw new ReparteeError("data_invalid", `A ${kind} is there twice.`);
      for (const key of keys) claimed.set(key, resource.sid);
      try {
        await commit(() => {
          const before = bySid.get(resource.sid);
          if (before) onChange(before, resource);
          db.prepare(upsertResource).run(resource.sid, kind, JSON.stringify(resource));
        });
        keep(resource);
      } finally {
        for (const key of keys) claimed.delete(key);
      }
    },
    async remove(sid) {
      const known = bySid.get(sid);
      if (!known) return false;
      await commit(() => {
        onChange(known, undefined);
        db.prepare(deleteResource).run(sid);
      });
      forget(sid);
      return bySid.delete(sid);
    },
  };
}
