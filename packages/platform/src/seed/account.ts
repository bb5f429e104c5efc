import { randomBytes } from "node:crypto";
import { createSid, isSid, ReparteeError } from "@repartee/protocol";
import type { Account } from "@repartee/send-core";

/** Small facts that outlive a run. */
export interface Settings {
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
}

/** The account of this data folder; made at the first start, with the same SID ever after. */
export function loadAccount(settings: Settings): Promise<Account> {
  return load(settings, "account_sid", "auth_token");
}

/** The test credentials of this data folder. */
export function loadTestAccount(settings: Settings): Promise<Account> {
  return load(settings, "test_account_sid", "test_auth_token");
}

async function load(settings: Settings, sidName: string, tokenName: string): Promise<Account> {
  const sid = await remembered(settings, sidName, () => createSid("AC"));
  const authToken = await remembered(settings, tokenName, () => randomBytes(16).toString("hex"));
  if (!isSid(sid, "AC")) {
    throw new ReparteeError("data_invalid", "The data folder holds no valid Account SID.");
  }
  return { sid, authToken };
}

async function remembered(settings: Settings, name: string, make: () => string): Promise<string> {
  const known = await settings.get(name);
  if (known !== undefined) return known;
  const made = make();
  await settings.set(name, made);
  return made;
}
