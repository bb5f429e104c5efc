import {
  type Candidate,
  dayIn,
  explainWait,
  findSlot,
  type Message,
  type NoSlot,
  type Reservation,
  type SlotCalendar,
  type SlotPlan,
} from "@repartee/send-core";
import type { Database } from "../engine/database.ts";
import { integer } from "../engine/read-row.ts";
import { insertShortLink } from "../sql/media.ts";
import { addToQuota, selectQuota } from "../sql/slot.ts";
import { upsertSticky } from "../sql/sticky.ts";

/** A sender and a time, reserved within the open transaction. */
export interface Reserved {
  readonly outcome: "reserved";
  readonly candidate: Candidate;
  readonly dueAt: number;
}

/** Reserves slots within the open transaction. */
export type Reserve = (message: Message, plan: SlotPlan, now: number) => Reserved | NoSlot;

export function createReserve(db: Database, calendar: SlotCalendar): Reserve {
  function earliest(plan: SlotPlan, now: number): [Candidate, Reservation] | undefined {
    let best: [Candidate, Reservation] | undefined;
    for (const candidate of plan.candidates) {
      const slot = findSlot(calendar, candidate.limits, now);
      if (!best || slot.dueAt < best[1].dueAt) best = [candidate, slot];
      // Nothing is earlier than at once.
      if (slot.dueAt <= now) break;
    }
    return best;
  }

  function exceeded({ quotas }: Candidate, at: number): number | undefined {
    for (const { key, amount, most, timeZone, code } of quotas) {
      const row = db.prepare(selectQuota).get(key, dayIn(timeZone, at));
      if ((row ? integer(row, 0) : 0) + amount > most) return code;
    }
    return undefined;
  }

  return (message, plan, now) => {
    const found = earliest(plan, now);
    if (!found) return { outcome: "full" };
    const [best, slot] = found;
    const wait = explainWait(slot, now);
    const candidate = wait === "" ? best : { ...best, cause: `${best.cause} ${wait}` };
    const { validUntil } = message;
    if (slot.dueAt - now > plan.maxWait) return { outcome: "full" };
    // It will not be sent: it takes nobody's time, and fails when its validity is over.
    if (validUntil !== null && slot.dueAt > validUntil) {
      return { outcome: "reserved", candidate, dueAt: validUntil + 1 };
    }
    const code = exceeded(candidate, slot.dueAt);
    if (code !== undefined) return { outcome: "capped", code };
    slot.commit();
    for (const { key, amount, timeZone } of candidate.quotas) {
      db.prepare(addToQuota).run(key, dayIn(timeZone, slot.dueAt), amount);
    }
    for (const { token, messageSid, mediaSid, expiresAt } of plan.links) {
      db.prepare(insertShortLink).run(token, messageSid, mediaSid, expiresAt);
    }
    if (plan.sticky) {
      const { serviceSid, to } = plan.sticky;
      db.prepare(upsertSticky).run(serviceSid, to, candidate.from, now);
    }
    return { outcome: "reserved", candidate, dueAt: slot.dueAt };
  };
}
