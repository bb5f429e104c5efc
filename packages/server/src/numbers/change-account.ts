import { type ConfigurationDraft, type ConfiguredNumber, leavePool } from "@repartee/send-core";
import type { Call } from "../operation.ts";
import { RestError } from "../rest-error.ts";

/**
 * Moves a number to the account that the form names, if it names one. What belongs to the account
 * before stays behind: pool, application and address.
 *
 * @throws RestError 20001 for an account that the caller may not give numbers to.
 */
export function changeAccount(
  number: ConfiguredNumber,
  { form, caller }: Call,
  draft: ConfigurationDraft,
): ConfiguredNumber {
  const sid = form.text("AccountSid");
  if (!sid || sid === number.accountSid) return number;
  const target = draft.accounts.find(sid);
  const isReached = target?.sid === caller.sid || target?.ownerSid === caller.sid;
  if (!target || !isReached || target.status !== "active" || target.isTest) {
    throw new RestError(20001, "AccountSid must be your account or an active sub-account of it.");
  }
  leavePool(draft, number.address);
  const moved: ConfiguredNumber = {
    ...number,
    accountSid: target.sid,
    smsApplicationSid: null,
    addressSid: undefined,
  };
  return draft.numbers.change(number.sid, () => moved) ?? moved;
}
