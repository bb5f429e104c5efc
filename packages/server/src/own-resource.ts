import type { ConfiguredResource } from "@repartee/send-core";
import { notFound } from "./not-found.ts";
import type { Call } from "./operation.ts";

/**
 * The resource that a path names.
 *
 * @throws RestError 20404 when the account does not have it.
 */
export async function ownResource<T extends ConfiguredResource>(
  store: { find(sid: string): Promise<T | undefined> },
  call: Call,
  name = "Sid",
): Promise<T> {
  const found = await store.find(call.path[name] ?? "");
  if (found?.accountSid !== call.account.sid) throw notFound(call);
  return found;
}
