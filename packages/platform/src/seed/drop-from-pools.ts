import type { Configuration } from "@repartee/send-core";

/** Takes senders out of the services that they are in. This does not pass for a change by the API. */
export async function dropFromPools(
  { services }: Configuration,
  addresses: readonly string[],
): Promise<void> {
  for (const address of addresses) {
    const service = await services.findBySender(address);
    if (!service) continue;
    const pool = service.pool.filter((member) => member.address !== address);
    await services.put({ ...service, pool });
  }
}
