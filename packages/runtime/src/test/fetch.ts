import { onTestFinished } from "vitest";
import { createMemoryCookies } from "../cookies/memory-cookies.ts";
import { openCookies } from "../cookies/open-cookies.ts";
import { createDocumentCache } from "../document/document-cache.ts";
import {
  type DocumentRequest,
  type FetchedDocument,
  fetchDocument,
} from "../document/fetch-document.ts";
import type { ExchangeRequest } from "../exchange/exchange.ts";
import type { NoticeInput } from "../exchange/exchange-draft.ts";
import { createWebhookClient, type WebhookClientOptions } from "../http/webhook-client.ts";

/** A fetched document with the requests that it took. */
export interface Fetched {
  readonly document: FetchedDocument;
  readonly requests: readonly ExchangeRequest[];
  readonly notices: readonly NoticeInput[];
}

/** Fetches documents one after the other, with one client, cache and cookie store. */
export function fetcher({
  now = Date.now,
  ...options
}: WebhookClientOptions = {}): (
  url: string,
  more?: Partial<DocumentRequest> & { readonly pair?: { from: string; to: string } },
) => Promise<Fetched> {
  const client = createWebhookClient({ now, ...options });
  onTestFinished(() => client.close());
  const cache = createDocumentCache();
  const store = createMemoryCookies();
  return async (url, { pair = { from: "+14155550100", to: "+15005550006" }, ...more } = {}) => {
    const requests: ExchangeRequest[] = [];
    const notices: NoticeInput[] = [];
    const cookies = await openCookies(store, pair, now);
    const document = await fetchDocument(
      {
        cause: "webhook",
        method: "POST",
        url,
        params: [
          ["MessageSid", "SM00000000000000000000000000000001"],
          ["Body", "Hi & bye"],
        ],
        authToken: "secret",
        key: "a message",
        ...more,
      },
      {
        client,
        cookies,
        cache,
        onRequest: (request) => requests.push(request),
        onNotice: (notice) => notices.push(notice),
      },
    );
    await cookies.save();
    return { document, requests, notices };
  };
}
