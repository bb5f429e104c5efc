import { ReparteeError } from "@repartee/protocol";
import type { ConfiguredResource, ResourceDraft } from "@repartee/send-core";
import { listOf, type ResourceTable } from "./resource-table.ts";

/** A draft that can also be searched by key. */
export interface SearchableDraft<T extends ConfiguredResource> extends ResourceDraft<T> {
  findKey(key: string): T | undefined;
}

/** A resource before and after a write; `undefined` where it does not exist. */
export interface ResourceWrite<T> {
  readonly sid: string;
  readonly before: T | undefined;
  readonly after: T | undefined;
}

/** A draft of the resources of one kind, and the result. */
export interface DraftedResources<T extends ConfiguredResource> {
  readonly draft: SearchableDraft<T>;
  /** In their order. */
  readonly writes: readonly ResourceWrite<T>[];
  /** All resources after the writes. */
  table(): ResourceTable<T>;
  /** Ends the draft: whatever uses it from now on fails. */
  end(): void;
}

/** Opens a draft on a table, which stays as it is: the first write copies it. */
export function openResourceDraft<T extends ConfiguredResource>(
  kind: string,
  table: ResourceTable<T>,
  keysOf: (resource: T) => readonly string[],
): DraftedResources<T> {
  let copy: { readonly bySid: Map<string, T>; readonly byKey: Map<string, T> } | undefined;
  const writes: ResourceWrite<T>[] = [];
  let isOpen = true;

  function current(): ResourceTable<T> {
    if (!isOpen)
      throw new Error("A configuration change must be synchronous: its draft has ended.");
    return copy ?? table;
  }

  function write(sid: string, after: T | undefined): void {
    const before = current().bySid.get(sid);
    const freed = new Set(before && keysOf(before));
    const keys = after ? keysOf(after) : [];
    const taken = keys.find((key) => !freed.has(key) && current().byKey.has(key));
    if (taken !== undefined)
      throw new ReparteeError("data_invalid", `A ${kind} has ${taken} already.`);
    copy ??= { bySid: new Map(table.bySid), byKey: new Map(table.byKey) };
    for (const key of freed) copy.byKey.delete(key);
    if (after) copy.bySid.set(sid, after);
    else copy.bySid.delete(sid);
    if (after) for (const key of keys) copy.byKey.set(key, after);
    writes.push({ sid, before, after });
  }

  return {
    draft: {
      find: (sid) => current().bySid.get(sid),
      findKey: (key) => current().byKey.get(key),
      list: (accountSid) => listOf(current(), accountSid),
      add(resource) {
        if (current().bySid.has(resource.sid)) {
          throw new ReparteeError("data_invalid", `There is a ${kind} ${resource.sid} already.`);
        }
        write(resource.sid, resource);
      },
      change(sid, next) {
        const before = current().bySid.get(sid);
        if (!before) return undefined;
        const after = next(before);
        if (after.sid !== sid) throw new Error(`A change must not replace the SID of a ${kind}.`);
        write(sid, after);
        return after;
      },
      remove(sid) {
        const before = current().bySid.get(sid);
        if (before) write(sid, undefined);
        return before;
      },
    },
    writes,
    table: () => copy ?? table,
    end() {
      isOpen = false;
    },
  };
}
