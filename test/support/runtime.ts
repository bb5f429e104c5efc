import { createSimulatedNetwork } from "@repartee/carriers";
import { type AccountSid, createSid } from "@repartee/protocol";
import {
  type Alert,
  createAlertLog,
  createCallbackPoster,
  createRuntime,
  createWebhookClient,
  type Exchange,
  type HandsetMessage,
  type Runtime,
  type RuntimeParts,
} from "@repartee/runtime";
import {
  createSendCore,
  type Message,
  type MessagingService,
  type NumberWebhook,
  type Sender,
  systemClock,
} from "@repartee/send-core";
import { openSqliteStore } from "@repartee/sqlite";
import { onTestFinished } from "vitest";
import { handset, ourNumber } from "./platform.ts";

export const authToken = "12345678901234567890123456789012";

/** A runtime with all that it needs, in memory, until the test ends. */
export interface RuntimeWorld {
  readonly accountSid: AccountSid;
  readonly runtime: Runtime;
  /** The phone sends; resolves once the app's answer was run. */
  sends(body: string, more?: Partial<HandsetMessage>): Promise<Exchange>;
  /** The bodies of the messages that an exchange has made. */
  replies(exchange: Exchange): Promise<readonly string[]>;
  message(exchange: Exchange): Promise<Message | undefined>;
  /** All that a handset has sent or been sent, oldest first. */
  conversation(handset: string): Promise<readonly Message[]>;
  /** Newest first. */
  alerts(): Promise<readonly Alert[]>;
  /** Resolves once as many are stored. */
  alerted(count: number): Promise<void>;
}

export interface WorldOptions
  extends Partial<
    Pick<RuntimeParts, "verbs" | "actions" | "limitReplyRate" | "places" | "onError">
  > {
  readonly webhook?: NumberWebhook | undefined;
  /** Further numbers, each with a webhook of its own. */
  readonly numbers?: ReadonlyMap<string, NumberWebhook> | undefined;
  readonly service?: Partial<MessagingService> | undefined;
  readonly alertWebhookUrl?: string | undefined;
}

export async function runtimeFor(
  webhookUrl: string | undefined,
  options: WorldOptions = {},
): Promise<RuntimeWorld> {
  const { service, alertWebhookUrl, numbers, ...rest } = options;
  const onError = (error: unknown) => {
    if (!options.onError) throw error;
    options.onError(error);
  };
  const store = openSqliteStore({ file: ":memory:" });
  const account = { sid: createSid("AC"), authToken };
  const accounts = {
    find: async (sid: string) => (sid === account.sid ? account : undefined),
  };
  const url = webhookUrl === undefined ? undefined : { url: webhookUrl, method: "POST" as const };
  const webhooks = new Map<string, NumberWebhook | undefined>(numbers).set(
    ourNumber,
    options.webhook ?? url,
  );
  const senders = {
    find: async (address: string) => all.find((sender) => sender.address === address),
    list: async () => all,
  };
  const all = [...webhooks].map(
    ([address, webhook]): Sender => ({
      sid: createSid("PN"),
      accountSid: account.sid,
      address,
      type: "long-code",
      sms: true,
      mms: true,
      webhook,
    }),
  );
  const known: MessagingService | undefined = service && {
    sid: createSid("MG"),
    accountSid: account.sid,
    senders: [ourNumber],
    ...service,
  };
  const services = { find: async () => known, ofSender: async () => known };
  const clock = systemClock;
  const client = createWebhookClient();
  const alerts = createAlertLog({
    store: store.alerts,
    accounts,
    client,
    clock,
    webhookUrl: alertWebhookUrl,
    onError,
  });
  const sendCore = createSendCore({
    store,
    accounts,
    senders,
    services,
    clock,
    carrier: createSimulatedNetwork({ clock, latency: { min: 1, max: 2 } }),
    mediaSource: { fetch: async () => Promise.reject(new Error("There are no media here.")) },
    callbackPoster: createCallbackPoster(client, alerts),
    onError,
  });
  const runtime = createRuntime({
    sendCore,
    accounts,
    senders,
    services,
    client,
    clock,
    alerts,
    exchanges: store.exchanges,
    cookies: store.cookies,
    apiOrigin: () => "http://localhost:8025",
    ...rest,
    onError,
  });
  const query = { accountSid: account.sid, limit: 100 };
  await sendCore.start();
  onTestFinished(async () => {
    await runtime.close();
    await sendCore.close();
    await store.close();
  });
  return {
    accountSid: account.sid,
    runtime,
    async sends(body, more) {
      const message = { from: handset, to: ourNumber, body, media: [], ...more };
      const received = await runtime.receive(message);
      if (!received.ok) throw new Error(`${received.code}: ${received.sentence}`);
      return runtime.finished(received.exchangeSid);
    },
    async replies({ verbs }) {
      const sids = verbs.flatMap(({ messageSid }) => messageSid ?? []);
      const messages = await Promise.all(sids.map((sid) => sendCore.message(account.sid, sid)));
      return messages.flatMap((message) => message?.body ?? []);
    },
    message: async ({ messageSid }) =>
      messageSid === null ? undefined : sendCore.message(account.sid, messageSid),
    conversation: sendCore.conversation,
    async alerted(count) {
      const stored = async () => (await store.alerts.list(query)).length;
      const enough = new Promise<void>((resolve) => {
        alerts.subscribe(async () => {
          if ((await stored()) >= count) resolve();
        });
      });
      if ((await stored()) < count) await enough;
    },
    alerts: () => store.alerts.list(query),
  };
}
