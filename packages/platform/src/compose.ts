import { createSimulatedNetwork, handsetOf } from "@repartee/carriers";
import { createEmulator } from "@repartee/emulator";
import { openPlaces } from "@repartee/places";
import {
  createAlertLog,
  createCallbackPoster,
  createRuntime,
  createWebhookClient,
} from "@repartee/runtime";
import {
  type Account,
  type Clock,
  type Configuration,
  configuredAccounts,
  configuredSenders,
  configuredServices,
  createSendCore,
  defaultPriceRules,
  observers,
  type SendCore,
} from "@repartee/send-core";
import { createLogging, createMetrics, createTracing } from "@repartee/send-core/observe";
import { createUsageTriggers } from "@repartee/send-core/usage";
import { createCredentialAdoption, createServer, isOwnerOf } from "@repartee/server";
import type { SqliteStore } from "@repartee/sqlite";
import { adoptSenders } from "./adopt-senders.ts";
import type { PlatformConfig } from "./config/platform-config.ts";
import { createParts, type Parts } from "./container.ts";
import { askWhereItIs } from "./local-app/ask-where-it-is.ts";
import { mediaRefused } from "./media-refused.ts";
import { createMediaSource } from "./media-source.ts";
import { createNetworkLookup } from "./network-lookup.ts";
import { isServedMedia, ownServer } from "./own-server.ts";
import { publicAddressOf, toAppUrl } from "./public-address.ts";
import { signWithAdoptedToken } from "./sign-with-adopted-token.ts";
import {
  ACCOUNTS,
  ADOPTION,
  ALERT_LOG,
  AUTHENTICATE,
  CALLBACK_POSTER,
  CLOCK,
  EMULATOR,
  LOOKUP,
  MEDIA_SOURCE,
  METRICS,
  NETWORK,
  PLACES,
  RUNTIME,
  SEND_CORE,
  SENDERS,
  SERVER,
  SERVICES,
  STORE,
  USAGE_TRIGGERS,
  WEBHOOK_CLIENT,
} from "./tokens.ts";

/** What is known before the parts are put together. */
export interface Givens {
  readonly config: PlatformConfig;
  readonly store: SqliteStore;
  readonly account: Account;
  /** Where the server listens, such as `http://localhost:8025`. */
  readonly origin: string;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** Says how each part is made from the others. Nothing runs yet. */
export function compose(givens: Givens): Parts {
  const parts = createParts();
  bindConfiguration(parts, givens);
  bindWays(parts, givens);
  bindSending(parts, givens);
  bindAnswering(parts, givens);
  bindFaces(parts, givens);
  return parts;
}

/** Time, the store, and who and what is configured in it. */
function bindConfiguration({ bind }: Parts, { config, clock, store, account }: Givens): void {
  bind(CLOCK, () => clock);
  bind(STORE, () => store);
  const { adoptCredentials } = config;
  bind(
    ADOPTION,
    () =>
      adoptCredentials &&
      createCredentialAdoption({ accountSid: account.sid, ...adoptCredentials }),
  );
  bind(ACCOUNTS, ({ get }) =>
    signWithAdoptedToken(configuredAccounts(store.configuration), account.sid, get(ADOPTION)),
  );
  bind(SENDERS, ({ get }) => configuredSenders(get(STORE).configuration));
  bind(SERVICES, ({ get }) => configuredServices(get(STORE).configuration));
}

/** The ways out: to handsets, to media and to the app. */
function bindWays({ bind }: Parts, { config, origin, onError }: Givens): void {
  const isOwnServer = ownServer(Number(new URL(origin).port));
  const publicAddress = publicAddressOf(config);
  bind(NETWORK, ({ get }) => createSimulatedNetwork({ ...config.network, clock: get(CLOCK) }));
  bind(PLACES, () => openPlaces());
  bind(LOOKUP, ({ get }) => createNetworkLookup(get(NETWORK)));
  // Apps under development serve their media from this machine.
  bind(MEDIA_SOURCE, () =>
    createMediaSource({
      allow: ["loopback"],
      useUserInfo: true,
      refuseConnection: (peer, url) => isOwnServer(peer) && !isServedMedia(url),
      locate: (url) => toAppUrl(url, publicAddress),
      carrierOf: (number) => handsetOf(number).carrier.name,
    }),
  );
  bind(WEBHOOK_CLIENT, ({ get }) => {
    const client = createWebhookClient({
      ...config.webhookClient,
      isOwnServer,
      publicAddress,
      now: get(CLOCK).now,
    });
    return config.app ? askWhereItIs(client, config.app) : client;
  });
  bind(ALERT_LOG, ({ get }) =>
    createAlertLog({
      store: get(STORE).alerts,
      accounts: get(ACCOUNTS),
      client: get(WEBHOOK_CLIENT),
      webhookUrl: config.alertWebhookUrl,
      clock: get(CLOCK),
      onError,
    }),
  );
  bind(CALLBACK_POSTER, ({ get }) => createCallbackPoster(get(WEBHOOK_CLIENT), get(ALERT_LOG)));
}

function bindSending({ bind }: Parts, { config, origin, onError }: Givens): void {
  bind(METRICS, ({ get }) => createMetrics({ queue: get(STORE), clock: get(CLOCK) }));
  bind(SEND_CORE, ({ get }) =>
    createSendCore({
      store: get(STORE),
      carrier: get(NETWORK),
      accounts: get(ACCOUNTS),
      senders: get(SENDERS),
      services: get(SERVICES),
      mediaSource: get(MEDIA_SOURCE),
      callbackPoster: get(CALLBACK_POSTER),
      lookup: get(LOOKUP),
      linkBase: `${origin}/m`,
      rates: config.rates,
      prices: config.prices,
      reach: config.reach,
      // Spans go nowhere until the program registers an OpenTelemetry SDK.
      observer: observers([
        get(METRICS),
        createTracing(),
        ...(config.log ? [createLogging(config.log)] : []),
      ]),
      clock: get(CLOCK),
      random: config.random,
      onError,
    }),
  );
  bind(USAGE_TRIGGERS, ({ get }) =>
    createUsageTriggers({
      sendCore: get(SEND_CORE),
      configuration: get(STORE).configuration,
      accounts: get(ACCOUNTS),
      poster: get(CALLBACK_POSTER),
      clock: get(CLOCK),
      onError,
    }),
  );
}

function bindAnswering({ bind }: Parts, { config, origin, onError }: Givens): void {
  bind(RUNTIME, ({ get }) =>
    createRuntime({
      sendCore: get(SEND_CORE),
      accounts: get(ACCOUNTS),
      senders: get(SENDERS),
      services: get(SERVICES),
      exchanges: get(STORE).exchanges,
      cookies: get(STORE).cookies,
      alerts: get(ALERT_LOG),
      client: get(WEBHOOK_CLIENT),
      places: get(PLACES),
      app: config.app,
      clock: get(CLOCK),
      verbs: config.verbs,
      actions: config.actions,
      limitReplyRate: config.limitReplyRate,
      apiOrigin: () => config.apiOrigin ?? origin,
      onError,
    }),
  );
}

/** The REST API, and the phone page. */
function bindFaces({ bind }: Parts, { config, account, onError }: Givens): void {
  bind(SERVER, ({ get }) => {
    const { configuration } = get(STORE);
    return createServer({
      sendCore: adopting(get(SEND_CORE), config, configuration, get(CLOCK)),
      runtime: get(RUNTIME),
      configuration,
      accountEvents: get(STORE).accountEvents,
      usageTriggers: get(USAGE_TRIGGERS),
      adoption: get(ADOPTION),
      feedback: get(STORE).feedback,
      lookup: get(LOOKUP),
      places: get(PLACES),
      alerts: get(STORE).alerts,
      prices: config.prices ?? defaultPriceRules,
      clock: get(CLOCK),
      openMedia: config.media?.openAccess,
      onMediaRefused: (sid) => void get(RUNTIME).note(sid, mediaRefused).catch(onError),
      onError,
    });
  });
  bind(AUTHENTICATE, ({ get }) => {
    const { configuration } = get(STORE);
    return (authorization) => isOwnerOf(account.sid, configuration, authorization);
  });
  bind(EMULATOR, ({ get }) =>
    createEmulator({
      sendCore: get(SEND_CORE),
      runtime: get(RUNTIME),
      senders: get(SENDERS),
      handsets: get(NETWORK),
      account: { sid: account.sid },
      webhookUrl: config.numbers.find(({ webhookUrl }) => webhookUrl)?.webhookUrl,
      app: config.app,
      authenticate: get(AUTHENTICATE),
      onError,
      clock: get(CLOCK),
    }),
  );
}

/** The send core of the API, which takes over numbers where that is wanted. */
function adopting(
  sendCore: SendCore,
  { numbers: given, adoptSenders: onAdopted }: PlatformConfig,
  configuration: Configuration,
  clock: Clock,
): SendCore {
  return onAdopted ? adoptSenders(sendCore, { configuration, clock, given, onAdopted }) : sendCore;
}
