import type { AccountSid } from "@repartee/protocol";
import type { Configuration, ConfiguredNumber } from "@repartee/send-core";
import type { NumberConfig } from "../config/number-config.ts";
import { likeFirst, toConfiguredNumber } from "./configured-number.ts";
import { dropFromPools } from "./drop-from-pools.ts";
import { isUntouched } from "./is-untouched.ts";

/** What the start says of a number that was adopted: it is to be like the first one that is given. */
export const ADOPTED = "adopted";

/** Makes the given numbers those of the account; what the API has written of them stays. */
export async function seedNumbers(
  configuration: Configuration,
  accountSid: AccountSid,
  given: readonly NumberConfig[],
  now: number,
): Promise<void> {
  for (const known of await configuration.numbers.list()) {
    const isGiven = given.some(({ address }) => address === known.address);
    if (!isGiven && isUntouched(known)) await seedForgotten(configuration, known, given);
  }
  for (const number of given) await seedNumber(configuration, accountSid, number, now);
}

/** A number that is given no more: one that was adopted goes on, like those of now. */
async function seedForgotten(
  configuration: Configuration,
  { sid, accountSid, address, given, dateCreated }: ConfiguredNumber,
  numbers: readonly NumberConfig[],
): Promise<void> {
  await configuration.numbers.remove(sid);
  if (given === ADOPTED) {
    const like = likeFirst(numbers, address);
    await configuration.numbers.put(toConfiguredNumber(accountSid, like, ADOPTED, dateCreated));
  } else {
    await dropFromPools(configuration, [address]);
  }
}

async function seedNumber(
  { numbers }: Configuration,
  accountSid: AccountSid,
  config: NumberConfig,
  now: number,
): Promise<void> {
  const known = await numbers.findAddress(config.address);
  const given = JSON.stringify({ accountSid, ...config });
  if (known?.given === given) return;
  if (known) await numbers.remove(known.sid);
  await numbers.put(toConfiguredNumber(accountSid, config, given, now));
}
