import type { Configuration } from "@repartee/send-core";
import type { Commit } from "../engine/group-commit.ts";
import type { OpenConfigurationDraft, Resources } from "./resources.ts";

/** What accounts have configured, in the same file. */
export function createConfiguration(resources: Resources, commit: Commit): Configuration {
  const { accounts, keys, applications, numbers, services } = resources;
  const { addresses, callerIds, usageTriggers } = resources;
  return {
    accounts: accounts.reader,
    keys: keys.reader,
    applications: applications.reader,
    numbers: { ...numbers.reader, findAddress: numbers.reader.findKey },
    services: { ...services.reader, findBySender: services.reader.findKey },
    addresses: addresses.reader,
    callerIds: callerIds.reader,
    usageTriggers: usageTriggers.reader,
    async change(work) {
      const outcome = await commit(() => attempt(resources.open(), work));
      if (!outcome.ok) throw outcome.error;
      return outcome.result;
    },
  };
}

type Outcome<R> =
  | { readonly ok: true; readonly result: R }
  | { readonly ok: false; readonly error: unknown };

// A refusal is returned, not thrown: what was thrown would undo all that shares the transaction.
function attempt<R>(
  { draft, write, end }: OpenConfigurationDraft,
  work: (draft: OpenConfigurationDraft["draft"]) => R,
): Outcome<R> {
  let result: R;
  try {
    result = work(draft);
  } catch (error) {
    return { ok: false, error };
  } finally {
    end();
  }
  write();
  return { ok: true, result };
}
