import { createSimulatedNetwork } from "@repartee/carriers";
import { createSendCore, defaultRateRules } from "@repartee/send-core";
import { openSqliteStore } from "../open-sqlite-store.ts";

// A process that accepts and delivers as fast as it can, and says which messages it has acknowledged.
const [file = "", round = ""] = process.argv.slice(2);
const accountSid = `AC${"a".repeat(32)}` as const;
const fast = { segmentsPerSecond: 400, mmsPerSecond: 400 };
const core = createSendCore({
  store: openSqliteStore({ file }),
  carrier: createSimulatedNetwork({ latency: { min: 1, max: 40 } }),
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
  callbackPoster: { post: async () => ({ httpStatus: 204, errorCode: null }) },
  rates: { ...defaultRateRules, senders: { ...defaultRateRules.senders, "long-code": fast } },
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
      from: "+15005550006",
      to: "+14155550100",
      body: idempotencyKey,
      mediaUrls: [],
      idempotencyKey,
    });
    if (result.ok) process.stdout.write(`${result.message.sid}\n`);
  }
}

await Promise.all(Array.from({ length: 4 }, (_, worker) => send(worker)));
