import type { ConfiguredResource, ResourceDraft } from "@repartee/send-core";
import { notFound } from "./not-found.ts";
import type { Call } from "./operation.ts";

/**
 * The resource that a path names.
 *
 * @throws RestError 20404 when the account does not have it.
 */
export async function findOwned<T extends ConfiguredResource>(
  store: { find(sid: string): Promise<T | undefined> },
  call: Call,
  name = "Sid",
): Promise<T> {
  return owned(await store.find(call.path[name] ?? ""), call);
}

/**
 * The resource that a path names, within a change of the configuration.
 *
 * @throws RestError 20404 when the account does not have it.
 */
export function ownInDraft<T extends ConfiguredResource>(
  draft: Pick<ResourceDraft<T>, "find">,
  call: Call,
  name = "Sid",
): T {
  return owned(draft.find(call.path[name] ?? ""), call);
}

/**
 * Changes the resource that a path names.
 *
 * @throws RestError 20404 when the account does not have it.
 */
export function changeOwn<T extends ConfiguredResource>(
  draft: Pick<ResourceDraft<T>, "find" | "change">,
  call: Call,
  next: (current: T) => T,
  name = "Sid",
): T {
  const { sid } = ownInDraft(draft, call, name);
  return owned(draft.change(sid, next), call);
}

function owned<T extends ConfiguredResource>(found: T | undefined, call: Call): T {
  if (found?.accountSid !== call.account.sid) throw notFound(call);
  return found;
}
