import { type ConfigurationDraft, type ConfiguredNumber, leavePool } from "@repartee/send-core";
import { standsForCaller } from "../../auth/authenticate.ts";
import type { Call } from "../../http/operation.ts";
import { RestError } from "../../http/rest-error.ts";

/**
 * Moves a number to the account that the form names, if it names one. What belongs to the account
 * before stays behind: pool, application and address.
 *
 * @throws RestError 20001 for an account that the caller may not give numbers to.
 */
export function changeAccount(
  number: ConfiguredNumber,
  call: Call,
  draft: ConfigurationDraft,
): ConfiguredNumber {
  const { form, caller } = call;
  const sid = form.text("AccountSid");
  if (!sid) return number;
  const named = draft.accounts.find(sid);
  const target = standsForCaller(sid, named, call) ? caller : named;
  if (target?.sid === number.accountSid) return number;
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
