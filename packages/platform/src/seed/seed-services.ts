import type { AccountSid } from "@repartee/protocol";
import { type ConfigurationDraft, leavePool, type PoolMember } from "@repartee/send-core";
import { type ServiceConfig, serviceSid } from "../config/service-config.ts";
import { toConfiguredService } from "./configured-service.ts";
import { isUntouched } from "./is-untouched.ts";

/** Makes the declared services those of the account; what the API has written to them stays. */
export function seedServices(
  draft: ConfigurationDraft,
  accountSid: AccountSid,
  declared: readonly ServiceConfig[],
  now: number,
): void {
  const sids = declared.map(serviceSid);
  for (const known of draft.services.list()) {
    if (isUntouched(known) && !sids.includes(known.sid)) draft.services.remove(known.sid);
  }
  for (const service of declared) seedService(draft, accountSid, service, now);
}

function seedService(
  draft: ConfigurationDraft,
  accountSid: AccountSid,
  config: ServiceConfig,
  now: number,
): void {
  const { numbers, services } = draft;
  const pool = config.senders.flatMap((address): readonly PoolMember[] => {
    const number = numbers.findAddress(address);
    return number ? [{ sid: number.sid, address, dateCreated: now }] : [];
  });
  // With the SIDs of its senders: they change with what the start declares for them.
  const senders = pool.map(({ sid }) => sid);
  const given = JSON.stringify({ accountSid, ...config, senders });
  const known = services.find(serviceSid(config));
  if (known?.given === given) return;
  for (const address of config.senders) leavePool(draft, address);
  const service = toConfiguredService(accountSid, config, pool, given, now);
  if (known) services.change(known.sid, () => service);
  else services.add(service);
}
