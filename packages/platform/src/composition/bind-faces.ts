import { createEmulator } from "@repartee/emulator";
import {
  type Clock,
  type Configuration,
  defaultPriceRules,
  type SendCore,
} from "@repartee/send-core";
import { createServer, isOwnerOf } from "@repartee/server";
import { adoptSenders } from "../adopt-senders.ts";
import type { PlatformConfig } from "../config/platform-config.ts";
import type { Parts } from "../container.ts";
import { mediaRefused } from "../media-refused.ts";
import {
  ADOPTION,
  AUTHENTICATE,
  CLOCK,
  EMULATOR,
  LOCATE,
  LOOKUP,
  NETWORK,
  PLACES,
  RUNTIME,
  SEND_CORE,
  SENDERS,
  SERVER,
  STORE,
  USAGE_TRIGGERS,
} from "../tokens.ts";
import type { Givens } from "./givens.ts";

/** The REST API, and the phone page. */
export function bindFaces({ bind }: Parts, { config, account, onError }: Givens): void {
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
      locate: get(LOCATE),
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
      locate: get(LOCATE),
      authenticate: get(AUTHENTICATE),
      onError,
      clock: get(CLOCK),
    }),
  );
}

/** The send core of the REST API; provisions unknown senders where the configuration asks for it. */
function adopting(
  sendCore: SendCore,
  { numbers: given, adoptSenders: onAdopted }: PlatformConfig,
  configuration: Configuration,
  clock: Clock,
): SendCore {
  return onAdopted ? adoptSenders(sendCore, { configuration, clock, given, onAdopted }) : sendCore;
}
