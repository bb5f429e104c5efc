import { createSimulatedNetwork, handsetOf } from "@repartee/carriers";
import { openPlaces } from "@repartee/places";
import { createAlertLog, createCallbackPoster, createWebhookClient } from "@repartee/runtime";
import {
  configuredAccounts,
  configuredSenders,
  configuredServices,
  createSendCore,
  observers,
} from "@repartee/send-core";
import { createLogging, createMetrics, createTracing } from "@repartee/send-core/observe";
import { createUsageTriggers } from "@repartee/send-core/usage";
import { createCredentialAdoption } from "@repartee/server";
import { bindAnswering } from "./composition/bind-answering.ts";
import { bindFaces } from "./composition/bind-faces.ts";
import type { Givens } from "./composition/givens.ts";
import { createParts, type Parts } from "./container.ts";
import { locatedClient } from "./local-app/located-client.ts";
import { createMediaSource } from "./media-source.ts";
import { createNetworkLookup } from "./network-lookup.ts";
import { ownMedia } from "./own-media.ts";
import { isServedMedia, ownServer } from "./own-server.ts";
import { publicAddressOf, toAppUrl } from "./public-address.ts";
import { signWithAdoptedToken } from "./sign-with-adopted-token.ts";
import {
  ACCOUNTS,
  ADOPTION,
  ALERT_LOG,
  CALLBACK_POSTER,
  CLOCK,
  LOCATE,
  LOOKUP,
  MEDIA_SOURCE,
  METRICS,
  NETWORK,
  PLACES,
  SEND_CORE,
  SENDERS,
  SERVICES,
  STORE,
  USAGE_TRIGGERS,
  WEBHOOK_CLIENT,
} from "./tokens.ts";

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
  bind(LOCATE, () => config.app?.locate ?? ((url) => url));
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
  bind(MEDIA_SOURCE, ({ get }) =>
    createMediaSource({
      allow: ["loopback"],
      useUserInfo: true,
      refuseConnection: (peer, url) => isOwnServer(peer) && !isServedMedia(url),
      findOwnMedia: ownMedia({ store: get(STORE), origins: [origin, config.apiOrigin ?? origin] }),
      locate: (url) => toAppUrl(get(LOCATE)(url), publicAddress),
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
    return locatedClient(client, get(LOCATE));
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
