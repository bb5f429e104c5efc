import type { ConfigurationDraft, ConfiguredNumber } from "../ports/directory/configuration.ts";

/**
 * Removes a number, also from the pool that it is in.
 *
 * @returns the removed number, `undefined` when there is none with this SID.
 */
export function releaseNumber(
  draft: ConfigurationDraft,
  sid: string,
): ConfiguredNumber | undefined {
  const number = draft.numbers.remove(sid);
  if (number) leavePool(draft, number.address);
  return number;
}

/** Removes a sender from the pool that it is in. The service does not count as updated by that. */
export function leavePool({ services }: ConfigurationDraft, address: string): void {
  const holder = services.findBySender(address);
  if (!holder) return;
  services.change(holder.sid, (current) => ({
    ...current,
    pool: current.pool.filter((member) => member.address !== address),
  }));
}
