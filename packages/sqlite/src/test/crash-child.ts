import {
  type CarrierAnswer,
  createSendCore,
  defaultRateRules,
  type Receipt,
} from "@repartee/send-core";
import { openSqliteStore } from "../open-sqlite-store.ts";
import { accountSid, callbackUrl, rate, type ToChild, type ToParent } from "./crash-protocol.ts";

// A process that accepts, hands over and calls back as fast as it can, and says what it does. Carrier
// and app are in the parent, and outlive it.
const [file = "", round = "", idempotent = ""] = process.argv.slice(2);
const say = (message: ToParent) => void process.send?.(message);
const waiting = new Map<string, (answer: CarrierAnswer) => void>();
const listeners = new Set<(receipt: Receipt) => Promise<void>>();

process.on("message", (message: ToChild) => {
  if (message.kind === "taken") {
    waiting.get(message.sid)?.({ ok: true });
    waiting.delete(message.sid);
  } else {
    for (const listener of listeners) void listener(message.receipt);
  }
});

const core = createSendCore({
  store: openSqliteStore({ file }),
  carrier: {
    name: "the parent's carrier",
    isIdempotent: idempotent === "true",
    send: ({ messageSid: sid, from, body }) =>
      new Promise((resolve) => {
        waiting.set(sid, resolve);
        say({ kind: "handed", sid, from, body, at: Date.now() });
      }),
    onReceipt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  },
  accounts: { find: async () => ({ sid: accountSid, authToken: "secret" }) },
  senders: {
    list: async () => [],
    find: async (address) => ({
      sid: `PN${"b".repeat(32)}`,
      accountSid,
      address,
      type: "long-code",
      sms: true,
      mms: true,
      webhook: undefined,
    }),
  },
  mediaSource: { fetch: async () => ({ ok: false, code: 11200, sentence: "" }) },
  callbackPoster: {
    async post({ params }) {
      const field = (name: string) => params.find(([key]) => key === name)?.[1] ?? "";
      say({ kind: "called", sid: field("MessageSid"), status: field("MessageStatus") });
      return { httpStatus: 204, errorCode: null, phase: null };
    },
  },
  rates: {
    ...defaultRateRules,
    senders: {
      ...defaultRateRules.senders,
      "long-code": { segmentsPerSecond: rate, mmsPerSecond: rate },
    },
  },
  onError(error) {
    throw error;
  },
});
await core.start();

async function send(worker: number): Promise<void> {
  for (let count = 0; ; count += 1) {
    const idempotencyKey = `${round}/${worker}/${count}`;
    const result = await core.send({
      accountSid,
      direction: "outbound-api",
      from: `+1500555000${worker}`,
      to: "+14155550100",
      body: idempotencyKey,
      mediaUrls: [],
      statusCallback: { url: callbackUrl, method: "POST" },
      idempotencyKey,
    });
    if (result.ok) say({ kind: "accepted", sid: result.message.sid });
    // Not far ahead of what goes out: the queue is to be empty soon after the last round.
    await new Promise((resolve) => setTimeout(resolve, 1000 / rate));
  }
}

await Promise.all([0, 1, 2, 3].map(send));
