import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountSid } from "@repartee/protocol";
import { createSimulatedNetwork } from "../../../carriers/src/index.ts";
import { openSqliteStore, type SqliteStore } from "../../../sqlite/src/index.ts";
import {
  type AccountDirectory,
  type CallbackPoster,
  type CallbackRequest,
  type Carrier,
  createSendCore,
  createVirtualClock,
  type Lookup,
  type MediaSource,
  type Message,
  type MessagingService,
  type Observer,
  type RandomBytes,
  type RateRules,
  type ReachRules,
  type ScheduleWindow,
  type SendCore,
  type Sender,
  type SenderType,
  type SendRequest,
  type VirtualClock,
} from "../index.ts";

export const accountSid: AccountSid = `AC${"a".repeat(32)}`;
export const longCode = "+15005550006";
export const tollFree = "+18885550100";
export const shortCode = "12345";
export const handset = "+14155550100";
export const start: number = Date.UTC(2026, 7, 1, 12);

const types: Readonly<Record<string, SenderType>> = {
  [longCode]: "long-code",
  [tollFree]: "toll-free",
  [shortCode]: "short-code",
  ACME: "alphanumeric",
};

/** A sender as the test's directory knows it. */
export function sender(address: string, override: Partial<Sender> = {}): Sender | undefined {
  const type = types[address];
  if (!type) return undefined;
  const mms = type !== "alphanumeric";
  const sid = `PN${"b".repeat(32)}` as const;
  return { sid, accountSid, address, type, sms: true, mms, webhook: undefined, ...override };
}

/** A valid request; override what the test is about. */
export function request(override: Partial<SendRequest> = {}): SendRequest {
  return {
    accountSid,
    direction: "outbound-api",
    from: longCode,
    to: handset,
    body: "Your pizza is on its way.",
    mediaUrls: [],
    ...override,
  };
}

export interface TestCore<O extends Observer = Observer> {
  /** What {@link TestCoreOptions.observed} has made. */
  readonly observer: O | undefined;
  readonly core: SendCore;
  readonly store: SqliteStore;
  readonly clock: VirtualClock;
  readonly file: string;
  /** What was reported as broken on this side. */
  readonly errors: unknown[];
  /** Callbacks as they were posted, when no poster was given. */
  readonly posted: CallbackRequest[];
  /** Sends and expects acceptance. */
  send(override?: Partial<SendRequest>): Promise<Message>;
  close(): Promise<void>;
}

export interface TestCoreOptions<O extends Observer = Observer> {
  readonly accounts?: AccountDirectory;
  readonly observed?: (store: SqliteStore, clock: VirtualClock) => O;
  readonly services?: readonly MessagingService[];
  readonly rates?: RateRules;
  readonly lookup?: Lookup;
  readonly reach?: ReachRules;
  readonly linkBase?: string;
  readonly scheduling?: ScheduleWindow;
  readonly random?: RandomBytes;
  readonly clock?: VirtualClock;
  readonly file?: string;
  readonly carrier?: (clock: VirtualClock) => Carrier;
  readonly poster?: CallbackPoster;
  readonly mediaSource?: MediaSource;
  readonly senders?: (address: string) => Sender | undefined;
  /** Default: true. */
  readonly started?: boolean;
}

/** A send core on a real file, with a clock that the test turns. */
export async function openCore<O extends Observer = Observer>(
  options: TestCoreOptions<O> = {},
): Promise<TestCore<O>> {
  const { clock = createVirtualClock(start), senders = sender } = options;
  const folder = options.file ? undefined : mkdtempSync(join(tmpdir(), "repartee-"));
  const file = options.file ?? join(folder ?? "", "test.db");
  const store = openSqliteStore({ file });
  const errors: unknown[] = [];
  const posted: CallbackRequest[] = [];
  const observer = options.observed?.(store, clock);
  const core = createSendCore({
    store,
    clock,
    observer,
    rates: options.rates,
    lookup: options.lookup,
    reach: options.reach,
    linkBase: options.linkBase,
    random: options.random,
    scheduling: options.scheduling,
    services: {
      find: async (sid) => options.services?.find((service) => service.sid === sid),
      ofSender: async (address) =>
        options.services?.find(({ senders }) => senders.includes(address)),
    },
    carrier: options.carrier?.(clock) ?? createSimulatedNetwork({ clock }),
    accounts: options.accounts ?? {
      find: async () => ({ sid: accountSid, authToken: "secret" }),
    },
    senders: { find: async (address) => senders(address), list: async () => [] },
    mediaSource: options.mediaSource ?? {
      fetch: async () => ({ ok: false, code: 11200, sentence: "No media in this test." }),
    },
    callbackPoster: options.poster ?? {
      async post(callback) {
        posted.push(callback);
        return { httpStatus: 204, errorCode: null, phase: null };
      },
    },
    onError: (error) => errors.push(error),
  });
  if (options.started !== false) await core.start();
  return {
    observer,
    core,
    store,
    clock,
    file,
    errors,
    posted,
    async send(override) {
      const result = await core.send(request(override));
      if (!result.ok) throw new Error(`Refused: ${result.code} ${result.sentence}`);
      return result.message;
    },
    async close() {
      await core.close();
      await store.close();
      if (folder) rmSync(folder, { recursive: true });
    },
  };
}

/** The value of a callback's parameter. */
export function param(callback: CallbackRequest, name: string): string | undefined {
  return callback.params.find(([key]) => key === name)?.[1];
}
