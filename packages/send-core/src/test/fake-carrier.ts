import type { Carrier, CarrierAnswer, CarrierMessage, Receipt } from "../index.ts";

/** A carrier that does what the test says. */
export interface FakeCarrier extends Carrier {
  /** Every hand-over, in order. */
  readonly handed: readonly CarrierMessage[];
  /** Gives a receipt; resolves when the send core has taken it. */
  give(receipt: Receipt): Promise<void>;
}

/** @param answer what it answers; by default it takes every message. */
export function createFakeCarrier(
  override: Partial<Pick<Carrier, "isIdempotent">> = {},
  answer: (message: CarrierMessage) => Promise<CarrierAnswer> = async () => ({ ok: true }),
): FakeCarrier {
  const handed: CarrierMessage[] = [];
  const listeners = new Set<(receipt: Receipt) => Promise<void>>();
  return {
    name: "the test's carrier",
    isIdempotent: true,
    handed,
    send(message) {
      handed.push(message);
      return answer(message);
    },
    async give(receipt) {
      await Promise.all([...listeners].map((listener) => listener(receipt)));
    },
    onReceipt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ...override,
  };
}
