import {
  type AccountSid,
  createSid,
  type MessageSid,
  type MessageStatus,
} from "@repartee/protocol";
import type {
  Acceptance,
  CallbackTarget,
  Candidate,
  Configuration,
  Entry,
  Message,
  MessageMedia,
  Move,
  Price,
  SlotPlan,
  Store,
} from "../index.ts";

/** What a storage package opens: the store and the configuration in it. */
export interface OpenedStore extends Store {
  readonly configuration: Configuration;
}

/** A store that the contract can close and open again on the same data. */
export interface ContractStore {
  readonly store: OpenedStore;
  /** Closes it and opens it again: what was acknowledged must be there. */
  reopen(): Promise<OpenedStore>;
  /** Closes it and removes its data. */
  remove(): Promise<void>;
}

/** Opens an empty store that is removed after the test. */
export type OpenStore = () => Promise<ContractStore>;

export const accountSid: AccountSid = `AC${"1".repeat(32)}`;
export const now: number = Date.UTC(2026, 7, 1, 12);

export function message(override: Partial<Message> = {}): Message {
  return {
    sid: createSid("SM"),
    accountSid,
    direction: "outbound-api",
    from: "+15005550006",
    to: "+14155550100",
    body: "A body with ünïcödé, 'quotes' and 🎉",
    numMedia: 0,
    numSegments: 1,
    status: "queued",
    errorCode: null,
    messagingServiceSid: null,
    statusCallback: null,
    transport: "sms",
    carriedBody: null,
    sendAt: null,
    validUntil: now + 36_000_000,
    quote: null,
    price: null,
    dateCreated: now,
    dateUpdated: now,
    dateSent: null,
    ...override,
  };
}

export function acceptance(
  override: Partial<Message> = {},
  rest: Partial<Omit<Acceptance, "message">> = {},
): Acceptance {
  const accepted = message(override);
  return {
    message: accepted,
    cause: "Accepted.",
    media: [],
    notes: [],
    idempotencyKey: undefined,
    entry: queue([candidate({ from: accepted.from ?? "" })]),
    ...rest,
  };
}

const second = 1_000_000;

export function candidate(override: Partial<Candidate> = {}): Candidate {
  const { from = "+15005550006" } = override;
  return {
    from,
    numSegments: 1,
    transport: "sms",
    carriedBody: null,
    quote: null,
    limits: [{ key: from, unit: second, cost: second }],
    quotas: [],
    cause: "It is queued.",
    ...override,
  };
}

export function queue(candidates: readonly Candidate[], override: Partial<SlotPlan> = {}): Entry {
  return {
    kind: "queue",
    plan: { candidates, maxWait: 36_000_000, sticky: null, links: [], ...override },
  };
}

/** A sender that is never busy. */
export const free: Entry = queue([candidate({ limits: [] })]);

export function move(sid: MessageSid, to: MessageStatus, override: Partial<Move> = {}): Move {
  return {
    sid,
    to,
    at: now + 5,
    cause: "It moved.",
    errorCode: null,
    dateSent: null,
    callback: false,
    ...override,
  };
}

export function mediaOf(parent: Message, sourceUrl: string | null): MessageMedia {
  return {
    sid: createSid("ME"),
    messageSid: parent.sid,
    accountSid,
    contentType: null,
    size: null,
    sourceUrl,
    dateCreated: now,
  };
}

const expiry = { cause: "Too late.", errorCode: 30036 };
export const take: Parameters<Store["takeDue"]>[0] = {
  now,
  limit: 100,
  owner: "one",
  leaseUntil: now + 30_000,
  cause: "Due.",
  expiry,
};
export const quote: Price = { amount: 8_300, carrierFee: 4_500, currency: "USD" };
/** What is taken when nothing is due. */
export const nothing: Awaited<ReturnType<Store["takeDue"]>> = {
  due: [],
  expired: [],
  scheduled: [],
  hasMore: false,
};
export const statusCallback: CallbackTarget = {
  url: "https://app.example/status?x=1",
  method: "POST",
};
export const destination = "https://app.example";
export const takeCallback: Parameters<Store["takeCallbacks"]>[0] = {
  destination,
  now,
  limit: 100,
  owner: "one",
  leaseUntil: now + 30_000,
};

/** A message that is being handed over. */
export async function sending(store: Store, override: Partial<Message> = {}): Promise<Message> {
  const accepted = acceptance(override, { entry: free });
  await store.accept(accepted);
  await store.takeDue(take);
  return accepted.message;
}
