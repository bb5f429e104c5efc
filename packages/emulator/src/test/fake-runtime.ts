import {
  codeEntry,
  createSid,
  isE164,
  MAX_BODY_CHARACTERS,
  MAX_MESSAGE_BYTES,
} from "@repartee/protocol";
import type {
  Exchange,
  ExchangeRequest,
  ExchangeSid,
  HandsetMessage,
  Notice,
  RecordedExchange,
  Runtime,
  VerbRun,
} from "@repartee/runtime";
import type { Clock, Message, Refusal, SenderDirectory } from "@repartee/send-core";
import type { FakeSendCore } from "./fake-send-core.ts";

/** An exchange while the fake app answers. */
export interface FakeSession {
  readonly inbound: Message;
  addRequest(request: ExchangeRequest): void;
  addVerb(verb: VerbRun): void;
  addNotice(code: number, sentence: string, at?: { line: number; column: number }): void;
}

export type FakeApp = (session: FakeSession) => Promise<void>;

/** A runtime in memory that asks a function instead of an app. */
export interface FakeRuntime extends Runtime {
  app: FakeApp;
}

export interface FakeRuntimeParts {
  readonly sendCore: FakeSendCore;
  readonly senders: SenderDirectory;
  readonly clock: Clock;
}

export function createFakeRuntime({ sendCore, senders, clock }: FakeRuntimeParts): FakeRuntime {
  const exchanges = new Map<ExchangeSid, Exchange>();
  const running = new Map<ExchangeSid, Promise<Exchange>>();
  const listeners = new Set<(exchange: Exchange) => void>();

  function keep(exchange: Exchange): Exchange {
    exchanges.set(exchange.sid, exchange);
    for (const listener of listeners) listener(exchange);
    return exchange;
  }

  function notice(code: number, sentence: string, at?: { line: number; column: number }): Notice {
    const { level = "error", advice = "" } = codeEntry(code) ?? {};
    const { line = null, column = null } = at ?? {};
    return { at: clock.now(), level, code, sentence, advice, request: null, line, column };
  }

  async function answer(sid: ExchangeSid, inbound: Message): Promise<Exchange> {
    const update = (change: (exchange: Exchange) => Partial<Exchange>) => {
      const exchange = exchanges.get(sid);
      if (!exchange) throw new Error(`There is no exchange ${sid}.`);
      return keep({ ...exchange, ...change(exchange) });
    };
    await runtime.app({
      inbound,
      addRequest: (request) =>
        void update(({ requests }) => ({ requests: [...requests, request] })),
      addVerb: (verb) => void update(({ verbs }) => ({ verbs: [...verbs, verb] })),
      addNotice: (code, sentence, at) =>
        void update(({ notices, requests }) => ({
          notices: [
            ...notices,
            {
              ...notice(code, sentence, at),
              request: requests.length > 0 ? requests.length - 1 : null,
            },
          ],
        })),
    });
    await sendCore.received(inbound.sid);
    return update(() => ({ finishedAt: clock.now() }));
  }

  function record(recorded: RecordedExchange): Exchange {
    const { request, refusal, accountSid = null, messageSid = null, ...rest } = recorded;
    return keep({
      ...rest,
      sid: createSid("EX"),
      accountSid,
      messageSid,
      startedAt: clock.now(),
      finishedAt: clock.now(),
      requests: request ? [request] : [],
      verbs: [],
      notices: refusal ? [notice(refusal.code, refusal.sentence)] : [],
    });
  }

  const runtime: FakeRuntime = {
    app: async () => {},
    async receive(message) {
      const refusal = refuse(message) ?? (await unknownTo(message, senders));
      if (refusal) {
        const { from, to, body, media } = message;
        record({ kind: "refused", from, to, body, numMedia: media.length, refusal });
        return refusal;
      }
      const sender = await senders.find(message.to);
      if (!sender) throw new Error("unreachable");
      const inbound = await sendCore.receive({ accountSid: sender.accountSid, ...message });
      const { sid: messageSid, accountSid, to, body, numMedia } = inbound;
      const { sid } = keep({
        sid: createSid("EX"),
        accountSid,
        kind: "reply",
        messageSid,
        from: message.from,
        to,
        body,
        numMedia,
        startedAt: clock.now(),
        finishedAt: null,
        requests: [],
        verbs: [],
        notices: [],
      });
      running.set(sid, answer(sid, inbound));
      return { ok: true, message: inbound, exchangeSid: sid };
    },
    record: async (recorded) => record(recorded),
    note: async () => {},
    exchange: async (sid) => exchanges.get(sid),
    exchanges: async ({ limit, before = Number.POSITIVE_INFINITY }) =>
      [...exchanges.values()]
        .toReversed()
        .filter(({ startedAt }) => startedAt < before)
        .slice(0, limit),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async finished(sid) {
      const exchange = await running.get(sid);
      if (!exchange) throw new Error(`There is no exchange ${sid}.`);
      return exchange;
    },
    start: async () => {},
    close: async () => {},
  };
  return runtime;
}

function refuse({ body, media, otherRecipients = [] }: HandsetMessage): Refusal | undefined {
  const stranger = otherRecipients.find((other) => !isE164(other));
  if (stranger !== undefined) return refusal(21211, `There is no number "${stranger}".`);
  if (body === "" && media.length === 0) return refusal(21619, "There is neither text nor media.");
  if (body.length > MAX_BODY_CHARACTERS) return refusal(21617, "The body is too long.");
  const size = media.reduce((sum, { bytes }) => sum + bytes.length, 0);
  return size > MAX_MESSAGE_BYTES ? refusal(11751, "All media together are too large.") : undefined;
}

async function unknownTo(
  { to }: HandsetMessage,
  senders: SenderDirectory,
): Promise<Refusal | undefined> {
  return (await senders.find(to)) ? undefined : refusal(21601, `${to} is not a number here.`);
}

function refusal(code: number, sentence: string): Refusal {
  return { ok: false, code, sentence };
}
