import type { Clock } from "../ports/clock.ts";
import type { Configuration, ConfiguredAccount } from "../ports/directory/configuration.ts";
import type { SendCore } from "../send-core.ts";
import type { MessageUse, Usage } from "./usage.ts";
import { type DaySpan, nextDay, startOfDay } from "./usage-periods.ts";

/** What reading usage works with. */
export interface UsageParts {
  readonly sendCore: SendCore;
  readonly configuration: Configuration;
  readonly clock: Clock;
}

/** Reads what accounts have used. */
export interface UsageReader {
  /**
   * What an account has used up to today.
   *
   * @param includeSubaccounts also what the accounts below it have used.
   */
  of(account: ConfiguredAccount, includeSubaccounts: boolean): Promise<Usage>;
}

export function createUsageReader({ sendCore, configuration, clock }: UsageParts): UsageReader {
  return {
    async of({ sid }, includeSubaccounts) {
      const before = nextDay(startOfDay(clock.now()));
      const accounts = includeSubaccounts
        ? (await configuration.accounts.list()).filter(({ ownerSid }) => ownerSid === sid)
        : [];
      const own = await sendCore.usage({ accountSid: sid, from: 0, before });
      const others = await Promise.all(
        accounts
          .filter((account) => account.sid !== sid && !account.isTest)
          .map((account) => sendCore.usage({ accountSid: account.sid, from: 0, before })),
      );
      return { currency: own.currency, uses: [own, ...others].flatMap(({ uses }) => uses) };
    },
  };
}

/** Those within a span. */
export function usesIn(
  uses: readonly MessageUse[],
  { from, before }: DaySpan,
): readonly MessageUse[] {
  return uses.filter(({ day }) => day >= from && day < before);
}

/** The day of the first use of an account, or that of its creation when it is earlier. */
export function firstDay({ dateCreated }: ConfiguredAccount, uses: readonly MessageUse[]): number {
  return uses.reduce((first, { day }) => Math.min(first, day), startOfDay(dateCreated));
}
