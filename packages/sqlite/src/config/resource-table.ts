import type { AccountSid } from "@repartee/protocol";
import type { ConfiguredResource } from "@repartee/send-core";

/** The resources of one kind at one moment, oldest first. */
export interface ResourceTable<T extends ConfiguredResource> {
  readonly bySid: ReadonlyMap<string, T>;
  /** By their other keys, such as addresses. */
  readonly byKey: ReadonlyMap<string, T>;
}

export function tableOf<T extends ConfiguredResource>(
  resources: readonly T[],
  keysOf: (resource: T) => readonly string[],
): ResourceTable<T> {
  return {
    bySid: new Map(resources.map((resource) => [resource.sid, resource])),
    byKey: new Map(resources.flatMap((one) => keysOf(one).map((key) => [key, one]))),
  };
}

/** Those of one account, or of all; newest first. */
export function listOf<T extends ConfiguredResource>(
  { bySid }: ResourceTable<T>,
  accountSid?: AccountSid,
): readonly T[] {
  const all = [...bySid.values()].toReversed();
  return accountSid === undefined ? all : all.filter((one) => one.accountSid === accountSid);
}
