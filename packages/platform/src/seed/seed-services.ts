import type { AccountSid } from "@repartee/protocol";
import type { Configuration, PoolMember } from "@repartee/send-core";
import { type ServiceConfig, serviceSid } from "../config/service-config.ts";
import { toConfiguredService } from "./configured-service.ts";
import { dropFromPools } from "./drop-from-pools.ts";
import { isUntouched } from "./is-untouched.ts";

/** Makes the given services those of the account; what the API has written of them stays. */
export async function seedServices(
  configuration: Configuration,
  accountSid: AccountSid,
  given: readonly ServiceConfig[],
  now: number,
): Promise<void> {
  const sids = given.map(serviceSid);
  for (const known of await configuration.services.list()) {
    if (isUntouched(known) && !sids.includes(known.sid)) {
      await configuration.services.remove(known.sid);
    }
  }
  for (const service of given) await seedService(configuration, accountSid, service, now);
}

async function seedService(
  configuration: Configuration,
  accountSid: AccountSid,
  config: ServiceConfig,
  now: number,
): Promise<void> {
  const { numbers, services } = configuration;
  const pool: PoolMember[] = [];
  for (const address of config.senders) {
    const number = await numbers.findAddress(address);
    if (number) pool.push({ sid: number.sid, address, dateCreated: now });
  }
  // With the SIDs of its senders: they change with what the start says of them.
  const senders = pool.map(({ sid }) => sid);
  const given = JSON.stringify({ accountSid, ...config, senders });
  const known = await services.find(serviceSid(config));
  if (known?.given === given) return;
  await dropFromPools(configuration, config.senders);
  await services.put(toConfiguredService(accountSid, config, pool, given, now));
}
