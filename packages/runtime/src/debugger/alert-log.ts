import {
  type AccountSid,
  codeEntry,
  createSid,
  type FormPairs,
  isMessageSid,
  isSid,
  redactUrls,
} from "@repartee/protocol";
import type { AccountDirectory, Clock } from "@repartee/send-core";
import type { Exchange, ExchangeRequest } from "../exchange/exchange.ts";
import { redactRequest } from "../exchange/redact-request.ts";
import type { WebhookClient } from "../http/webhook-client.ts";
import type { AlertStore } from "../ports/alert-store.ts";
import type { Alert } from "./alert.ts";
import { alertFields } from "./alert-fields.ts";

/** What the debugger works with. */
export interface AlertLogParts {
  readonly store: AlertStore;
  readonly accounts: AccountDirectory;
  readonly client: WebhookClient;
  readonly clock: Clock;
  /** Where each alert is posted, signed. Default: nowhere. */
  readonly webhookUrl?: string | undefined;
  readonly onError: (error: unknown) => void;
}

/** The debugger: keeps every warning and error, and reports it. */
export interface AlertLog {
  /** Takes the notices of an exchange that has ended. Resolves once they are stored. */
  exchangeEnded(exchange: Exchange): Promise<void>;
  /** Takes a status callback that failed. */
  callbackFailed(failure: CallbackFailure): Promise<void>;
  /** Calls the listener with each alert, after it is stored. Returns how to stop that. */
  subscribe(listener: (alert: Alert) => void): () => void;
  /** Waits for alert webhooks that are under way; the client's end breaks them off. */
  close(): Promise<void>;
}

/** A status callback that was not answered as it should be. */
export interface CallbackFailure {
  readonly params: FormPairs;
  readonly code: number;
  readonly sentence: string;
  /** Default: that of the code. */
  readonly advice?: string | undefined;
  readonly request: ExchangeRequest | undefined;
}

/**
 * Makes the debugger. An alert webhook is posted once, without a retry, and what becomes of it makes
 * no further alert: an app that is down would otherwise cause alerts without end.
 */
export function createAlertLog(parts: AlertLogParts): AlertLog {
  const { store, accounts, client, clock, webhookUrl, onError } = parts;
  const listeners = new Set<(alert: Alert) => void>();
  const underWay = new Set<Promise<void>>();
  let isClosing = false;

  async function keep(alerts: readonly Alert[]): Promise<void> {
    if (alerts.length === 0) return;
    await store.add(alerts);
    for (const alert of alerts) {
      for (const listener of listeners) listener(alert);
      if (webhookUrl === undefined) continue;
      const posting = post(alert, webhookUrl)
        .catch((error: unknown) => {
          if (!isClosing) onError(error);
        })
        .finally(() => underWay.delete(posting));
      underWay.add(posting);
    }
  }

  async function post(alert: Alert, url: string): Promise<void> {
    const account = await accounts.find(alert.accountSid);
    if (!account) return;
    await client.send({
      cause: "callback",
      method: "POST",
      url,
      params: alertFields(alert, account.parentSid),
      authToken: account.authToken,
      idempotencyToken: idempotencyToken(alert),
    });
  }

  return {
    async exchangeEnded({ sid, accountSid, messageSid, messagingServiceSid, requests, notices }) {
      if (accountSid === null) return;
      const alerts = notices.map(({ request, ...notice }): Alert => {
        return {
          ...notice,
          sid: createSid("NO"),
          accountSid,
          resourceSid: messageSid,
          serviceSid: messagingServiceSid ?? null,
          exchangeSid: sid,
          request: request === null ? null : (requests[request] ?? null),
        };
      });
      await keep(alerts);
    },
    async callbackFailed({ params, code, sentence, advice, request }) {
      const entry = codeEntry(code);
      const named = new Map(params);
      const accountSid = named.get("AccountSid");
      const messageSid = named.get("MessageSid");
      const serviceSid = named.get("MessagingServiceSid");
      if (!isAccountSid(accountSid)) return;
      await keep([
        {
          sid: createSid("NO"),
          accountSid,
          at: clock.now(),
          level: entry?.level ?? "error",
          code,
          sentence: redactUrls(sentence),
          advice: redactUrls(advice ?? entry?.advice ?? ""),
          resourceSid: isMessageSid(messageSid) ? messageSid : null,
          serviceSid: isSid(serviceSid, "MG") ? serviceSid : null,
          exchangeSid: null,
          request: request ? redactRequest(request) : null,
          line: null,
          column: null,
        },
      ]);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      isClosing = true;
      await Promise.all(underWay);
    },
  };
}

const isAccountSid = (value: unknown): value is AccountSid => isSid(value, "AC");

/** The alert's SID as a UUID: the same alert has the same token. */
function idempotencyToken({ sid }: Alert): string {
  return sid.slice(2).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
