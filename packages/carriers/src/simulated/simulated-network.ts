import {
  type Carrier,
  type CarrierAnswer,
  type CarrierMessage,
  type Clock,
  type Receipt,
  systemClock,
} from "@repartee/send-core";
import {
  type Conditions,
  fairConditions,
  type Latency,
  latencyFor,
  paced,
} from "./carrier-profile.ts";
import { chanceOf } from "./chance.ts";
import { type Handset, handsetOf } from "./handset.ts";
import { type HandsetFate, handsetFate } from "./magic-handset.ts";
import { createThrottle } from "./throttle.ts";

export interface SimulatedNetworkOptions {
  /** Default: the machine's clock. */
  readonly clock?: Clock | undefined;
  /**
   * Of every carrier; with its own pace it takes a part of their latency. Default:
   * {@link fairConditions}.
   */
  readonly conditions?: Partial<Conditions> | undefined;
  /** By the carrier's name, over those of every carrier. */
  readonly carriers?: Readonly<Record<string, Partial<Conditions>>> | undefined;
  /** The latency of every carrier, whatever its pace. */
  readonly latency?: Latency | undefined;
  /** The same seed gives each message the same fate. Default: empty. */
  readonly seed?: string | undefined;
}

/** The carrier that stands for all carriers of the world. */
export interface SimulatedNetwork extends Carrier {
  /** Who carries a number, and where. */
  handset(number: string): Handset;
  /** Switches a handset off, or on again: what is sent to it meanwhile is undelivered with 30003. */
  switchOff(number: string, isOff?: boolean): void;
  isSwitchedOff(number: string): boolean;
  /** Tells of each handset that is switched off or on; the answer ends it. */
  onSwitched(listener: (number: string) => void): () => void;
}

const REPEAT_MS = 1_000;
const DUPLICATE_MS = 700;
const reasons = [30003, 30005, 30007, 30008];

/**
 * Makes a network that sends nothing anywhere: it takes each message, and a little later gives its
 * receipt. Every number is a handset with a carrier; the `magicHandsets` misbehave.
 *
 * It keeps nothing of a message. One that is handed over once more has its receipt once more.
 */
export function createSimulatedNetwork({
  clock = systemClock,
  conditions = {},
  carriers = {},
  latency,
  seed = "",
}: SimulatedNetworkOptions = {}): SimulatedNetwork {
  const listeners = new Set<(receipt: Receipt) => Promise<void>>();
  const switchedOff = new Set<string>();
  const switchListeners = new Set<(number: string) => void>();
  const busy = new Map<string, number>();
  const byCarrier = new Map<string, Conditions>();
  const throttle = createThrottle();

  function conditionsOf({ carrier }: Handset): Conditions {
    const known = byCarrier.get(carrier.name);
    if (known) return known;
    const ofAll = { ...fairConditions, ...conditions };
    const made = {
      ...ofAll,
      latency: latency ?? paced(ofAll.latency, carrier.pace),
      ...carriers[carrier.name],
    };
    byCarrier.set(carrier.name, made);
    return made;
  }

  function give(receipt: Receipt, time: number): void {
    clock.at(time, () => {
      const told = [...listeners].map((listener) => listener(receipt));
      // A receipt that could not be kept is given again, as a real network does.
      Promise.all(told).catch(() => give(receipt, clock.now() + REPEAT_MS));
    });
  }

  /** What a carrier makes of a message that it has taken: `undefined` when no receipt comes. */
  function outcome(
    { to, body, messageSid }: CarrierMessage,
    { loss, undelivered, blockedPhrases }: Conditions,
    fate: HandsetFate,
  ): { readonly errorCode: number | null } | undefined {
    if (fate.kind === "undelivered") return { errorCode: fate.errorCode };
    if (fate.kind === "silent") return undefined;
    const chance = chanceOf(seed, messageSid);
    const text = blockedPhrases.length === 0 ? "" : body.toLowerCase();
    if (blockedPhrases.some((phrase) => text.includes(phrase.toLowerCase()))) {
      return { errorCode: 30007 };
    }
    if (switchedOff.has(to)) return { errorCode: 30003 };
    if (chance("loss") < loss) return undefined;
    if (chance("loss") >= loss + undelivered) return { errorCode: null };
    return { errorCode: reasons[Math.floor(chance("reason") * reasons.length)] ?? 30008 };
  }

  function isBusy(messageSid: string, times: number): boolean {
    const refused = busy.get(messageSid) ?? 0;
    if (refused >= times) {
      busy.delete(messageSid);
      return false;
    }
    busy.set(messageSid, refused + 1);
    return true;
  }

  function take(message: CarrierMessage, known: Conditions, fate: HandsetFate): void {
    const { messageSid } = message;
    const result = outcome(message, known, fate);
    if (!result) return;
    const chance = chanceOf(seed, messageSid);
    const isLate = chance("late") < known.late;
    const lateness = isLate ? latencyFor(known.lateness, chance("lateness")) : 0;
    const at = clock.now() + latencyFor(known.latency, chance("latency")) + lateness;
    const { errorCode } = result;
    const status = errorCode === null ? "delivered" : "undelivered";
    const receipt: Receipt = { messageSid, status, at, errorCode };
    give(receipt, at);
    if (chance("duplicate") < known.duplicates) give(receipt, at + DUPLICATE_MS);
  }

  async function send(message: CarrierMessage): Promise<CarrierAnswer> {
    const { to, messageSid } = message;
    const fate = handsetFate(to);
    if (fate.kind === "unanswered") {
      return fault(30410, "The carrier of this handset does not answer.");
    }
    if (fate.kind === "busy" && isBusy(messageSid, fate.times)) {
      return fault(fate.errorCode, "The carrier of this handset is too busy.", true);
    }
    const handset = handsetOf(to);
    const known = conditionsOf(handset);
    const { name } = handset.carrier;
    const wait = throttle.wait(name, known.perSecond, clock.now());
    if (wait > 0) return fault(30017, `${name} is too busy.`, true, wait);
    take(message, known, fate);
    return { ok: true };
  }

  return {
    name: "the simulated network",
    isIdempotent: true,
    send,
    onReceipt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    handset(number) {
      const handset = handsetOf(number);
      if (!switchedOff.has(number)) return handset;
      return { ...handset, line: { ...handset.line, status: "unreachable" } };
    },
    isSwitchedOff: (number) => switchedOff.has(number),
    switchOff(number, isOff = true) {
      if (isOff) switchedOff.add(number);
      else switchedOff.delete(number);
      for (const listener of switchListeners) listener(number);
    },
    onSwitched(listener) {
      switchListeners.add(listener);
      return () => switchListeners.delete(listener);
    },
  };
}

function fault(
  code: number,
  sentence: string,
  isTemporary?: boolean,
  retryAfterMs?: number,
): CarrierAnswer {
  return { ok: false, code, sentence, isTemporary, retryAfterMs };
}
