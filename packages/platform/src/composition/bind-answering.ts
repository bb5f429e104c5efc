import { createRuntime } from "@repartee/runtime";
import type { Parts } from "../container.ts";
import {
  ACCOUNTS,
  ALERT_LOG,
  CLOCK,
  PLACES,
  RUNTIME,
  SEND_CORE,
  SENDERS,
  SERVICES,
  STORE,
  WEBHOOK_CLIENT,
} from "../tokens.ts";
import type { Givens } from "./givens.ts";

/** Inbound messages, and the replies of apps to them. */
export function bindAnswering({ bind }: Parts, { config, origin, onError }: Givens): void {
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
