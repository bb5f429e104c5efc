import type { SimulatedNetwork } from "@repartee/carriers";
import type { Authenticate, Emulator } from "@repartee/emulator";
import type { Places } from "@repartee/places";
import type { AlertLog, Runtime, WebhookClient } from "@repartee/runtime";
import type {
  AccountDirectory,
  CallbackPoster,
  Clock,
  Locate,
  Lookup,
  MediaSource,
  MessagingServiceDirectory,
  SendCore,
  SenderDirectory,
} from "@repartee/send-core";
import type { Metrics } from "@repartee/send-core/observe";
import type { UsageTriggers } from "@repartee/send-core/usage";
import type { CredentialAdoption, Server } from "@repartee/server";
import type { SqliteStore } from "@repartee/sqlite";
import { type Token, token } from "./container.ts";

/** The parts of the platform, by name. */
export const CLOCK: Token<Clock> = token("clock");
export const LOCATE: Token<Locate> = token("locate");
export const STORE: Token<SqliteStore> = token("store");
export const ACCOUNTS: Token<AccountDirectory> = token("accounts");
export const ADOPTION: Token<CredentialAdoption | undefined> = token("credential adoption");
export const SENDERS: Token<SenderDirectory> = token("senders");
export const SERVICES: Token<MessagingServiceDirectory> = token("messaging services");
export const LOOKUP: Token<Lookup> = token("lookup");
export const PLACES: Token<Places> = token("places");
export const NETWORK: Token<SimulatedNetwork> = token("network");
export const MEDIA_SOURCE: Token<MediaSource> = token("media source");
export const WEBHOOK_CLIENT: Token<WebhookClient> = token("webhook client");
export const ALERT_LOG: Token<AlertLog> = token("alert log");
export const CALLBACK_POSTER: Token<CallbackPoster> = token("callback poster");
export const METRICS: Token<Metrics> = token("metrics");
export const SEND_CORE: Token<SendCore> = token("send core");
export const USAGE_TRIGGERS: Token<UsageTriggers> = token("usage triggers");
export const RUNTIME: Token<Runtime> = token("runtime");
export const AUTHENTICATE: Token<Authenticate> = token("authenticate");
export const SERVER: Token<Server> = token("server");
export const EMULATOR: Token<Emulator> = token("emulator");
