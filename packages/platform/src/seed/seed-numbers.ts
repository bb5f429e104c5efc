import type { AccountSid } from "@repartee/protocol";
import { type ConfigurationDraft, type ConfiguredNumber, leavePool } from "@repartee/send-core";
import type { NumberConfig } from "../config/number-config.ts";
import { likeFirst, toConfiguredNumber } from "./configured-number.ts";
import { isUntouched } from "./is-untouched.ts";

/** `given` of an auto-provisioned number: it is configured like the first declared one. */
export const ADOPTED = "adopted";

/** Makes the declared numbers those of the account; what the API has written to them stays. */
export function seedNumbers(
  draft: ConfigurationDraft,
  accountSid: AccountSid,
  declared: readonly NumberConfig[],
  now: number,
): void {
  const addresses = new Set(declared.map(({ address }) => address));
  for (const known of draft.numbers.list()) {
    if (!addresses.has(known.address) && isUntouched(known)) dropNumber(draft, known, declared);
  }
  for (const number of declared) seedNumber(draft, accountSid, number, now);
}

/** An auto-provisioned number stays, configured like the numbers that are declared now. */
function dropNumber(
  draft: ConfigurationDraft,
  { sid, accountSid, address, given, dateCreated }: ConfiguredNumber,
  declared: readonly NumberConfig[],
): void {
  draft.numbers.remove(sid);
  if (given === ADOPTED) {
    const like = likeFirst(declared, address);
    draft.numbers.add(toConfiguredNumber(accountSid, like, ADOPTED, dateCreated));
  } else {
    leavePool(draft, address);
  }
}

function seedNumber(
  { numbers }: ConfigurationDraft,
  accountSid: AccountSid,
  config: NumberConfig,
  now: number,
): void {
  const known = numbers.findAddress(config.address);
  const given = JSON.stringify({ accountSid, ...config });
  if (known?.given === given) return;
  if (known) numbers.remove(known.sid);
  numbers.add(toConfiguredNumber(accountSid, config, given, now));
}
