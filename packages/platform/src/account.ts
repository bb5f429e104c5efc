import { randomBytes } from "node:crypto";
import { createSid, isSid, ReparteeError } from "@repartee/protocol";
import type { Account, AccountDirectory } from "@repartee/send-core";

/** Small facts that outlive a run. */
export interface Settings {
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
}

/** The account of this data folder; made at the first start, the same ever after. */
export async function loadAccount(settings: Settings): Promise<Account> {
  const sid = await remembered(settings, "account_sid", () => createSid("AC"));
  const authToken = await remembered(settings, "auth_token", () => randomBytes(16).toString("hex"));
  if (!isSid(sid, "AC")) {
    throw new ReparteeError("data_invalid", "The data folder holds no valid Account SID.");
  }
  return { sid, authToken };
}

/** A directory of just this account. */
export function createAccounts(account: Account): AccountDirectory {
  return { find: async (sid) => (sid === account.sid ? account : undefined) };
}

async function remembered(settings: Settings, name: string, make: () => string): Promise<string> {
  const known = await settings.get(name);
  if (known !== undefined) return known;
  const made = make();
  await settings.set(name, made);
  return made;
}
