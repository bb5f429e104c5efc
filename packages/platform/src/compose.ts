import {
  createSimulatedNetwork,
  handsetOf,
  type SimulatedNetworkOptions,
} from "@repartee/carriers";
import { createEmulator } from "@repartee/emulator";
import {
  createAlertLog,
  createCallbackPoster,
  createRuntime,
  createWebhookClient,
} from "@repartee/runtime";
import {
  type Account,
  type Clock,
  configuredAccounts,
  configuredSenders,
  configuredServices,
  createSendCore,
  defaultPriceRules,
  observers,
  type RandomBytes,
} from "@repartee/send-core";
import { createLogging, createMetrics, createTracing } from "@repartee/send-core/observe";
import { createServer } from "@repartee/server";
import type { SqliteStore } from "@repartee/sqlite";
import { adoptSenders } from "./adopt-senders.ts";
import type { NumberConfig, PlatformConfig } from "./config.ts";
import { createParts, type Parts } from "./container.ts";
import { createMediaSource } from "./media-source.ts";
import { networkLookup } from "./network-lookup.ts";
import {
  ACCOUNTS,
  ALERT_LOG,
  CALLBACK_POSTER,
  CARRIER,
  CLOCK,
  EMULATOR,
  MEDIA_SOURCE,
  METRICS,
  RUNTIME,
  SEND_CORE,
  SENDERS,
  SERVER,
  SERVICES,
  STORE,
  WEBHOOK_CLIENT,
} from "./tokens.ts";

/** What is known before the parts are put together. */
export interface Givens extends Pick<PlatformConfig, "rates" | "prices" | "reach" | "log"> {
  readonly store: SqliteStore;
  readonly account: Account;
  readonly numbers: readonly NumberConfig[];
  /** Told of each number that is adopted; `undefined`: none is. */
  readonly onAdopted: ((address: string) => void) | undefined;
  /** Where the server listens, such as `http://localhost:8025`. */
  readonly origin: string;
  /** Where apps find the API, when that is elsewhere. */
  readonly apiOrigin?: string | undefined;
  readonly clock: Clock;
  readonly random: RandomBytes | undefined;
  readonly network: Omit<SimulatedNetworkOptions, "clock">;
  /** Where each warning and error is posted. */
  readonly alertWebhookUrl: string | undefined;
  readonly onError: (error: unknown) => void;
}

/** Says how each part is made from the others. Nothing runs yet. */
export function compose(givens: Givens): Parts {
  const {
    store,
    account,
    numbers,
    onAdopted,
    origin,
    clock,
    random,
    network,
    alertWebhookUrl,
    onError,
  } = givens;
  const parts = createParts();
  const { bind } = parts;
  bind(CLOCK, () => clock);
  bind(STORE, () => store);
  bind(ACCOUNTS, ({ get }) => configuredAccounts(get(STORE).configuration));
  bind(SENDERS, ({ get }) => configuredSenders(get(STORE).configuration));
  bind(SERVICES, ({ get }) => configuredServices(get(STORE).configuration));
  bind(CARRIER, ({ get }) => createSimulatedNetwork({ ...network, clock: get(CLOCK) }));
  // Apps under development serve their media from this machine.
  bind(MEDIA_SOURCE, () =>
    createMediaSource({
      allow: ["loopback"],
      carrierOf: (number) => handsetOf(number).carrier.name,
    }),
  );
  bind(WEBHOOK_CLIENT, () => createWebhookClient());
  bind(ALERT_LOG, ({ get }) =>
    createAlertLog({
      store: get(STORE).alerts,
      accounts: get(ACCOUNTS),
      client: get(WEBHOOK_CLIENT),
      webhookUrl: alertWebhookUrl,
      clock: get(CLOCK),
      onError,
    }),
  );
  bind(CALLBACK_POSTER, ({ get }) => createCallbackPoster(get(WEBHOOK_CLIENT), get(ALERT_LOG)));
  bind(METRICS, ({ get }) => createMetrics({ queue: get(STORE), clock: get(CLOCK) }));
  bind(SEND_CORE, ({ get }) =>
    createSendCore({
      store: get(STORE),
      carrier: get(CARRIER),
      accounts: get(ACCOUNTS),
      senders: get(SENDERS),
      services: get(SERVICES),
      mediaSource: get(MEDIA_SOURCE),
      callbackPoster: get(CALLBACK_POSTER),
      lookup: networkLookup,
      linkBase: `${origin}/m`,
      rates: givens.rates,
      prices: givens.prices,
      reach: givens.reach,
      // Spans go nowhere until the program registers an OpenTelemetry SDK.
      observer: observers([
        get(METRICS),
        createTracing(),
        ...(givens.log ? [createLogging(givens.log)] : []),
      ]),
      clock: get(CLOCK),
      random,
      onError,
    }),
  );
  bind(RUNTIME, ({ get }) =>
    createRuntime({
      sendCore: get(SEND_CORE),
      accounts: get(ACCOUNTS),
      senders: get(SENDERS),
      services: get(SERVICES),
      exchanges: get(STORE).exchanges,
      cookies: get(STORE).cookies,
      groups: get(STORE).groups,
      alerts: get(ALERT_LOG),
      client: get(WEBHOOK_CLIENT),
      clock: get(CLOCK),
      apiOrigin: () => givens.apiOrigin ?? origin,
      onError,
    }),
  );
  bind(SERVER, ({ get }) => {
    const { configuration } = get(STORE);
    const adoption = onAdopted && {
      numbers: configuration.numbers,
      clock: get(CLOCK),
      like: numbers[0],
      onAdopted,
    };
    return createServer({
      sendCore: adoption ? adoptSenders(get(SEND_CORE), adoption) : get(SEND_CORE),
      runtime: get(RUNTIME),
      configuration,
      feedback: get(STORE).feedback,
      lookup: networkLookup,
      alerts: get(STORE).alerts,
      prices: givens.prices ?? defaultPriceRules,
      clock: get(CLOCK),
      onError,
    });
  });
  bind(EMULATOR, ({ get }) =>
    createEmulator({
      sendCore: get(SEND_CORE),
      runtime: get(RUNTIME),
      senders: get(SENDERS),
      account: { sid: account.sid },
      webhookUrl: numbers[0]?.webhookUrl,
      onError,
      clock: get(CLOCK),
    }),
  );
  return parts;
}
