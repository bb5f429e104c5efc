import type { Answer, Call } from "./operation.ts";
import { RestError } from "./rest-error.ts";

/** A list as a call asks for it. */
export interface Listing<T extends { readonly sid: string }> {
  /** The name of the list in the answer. */
  readonly key: string;
  /** Parameters that the pages' addresses repeat. Default: none. */
  readonly filters?: readonly string[] | undefined;
  /**
   * Reads at most this many: the next ones after the record with one SID, the nearest ones before that
   * with the other, or the first ones; always in the order of the list.
   */
  readonly read: (
    limit: number,
    after: string | undefined,
    before: string | undefined,
  ) => Promise<readonly T[]>;
  /** `read` knows nothing of `before`: no page has the address of the one before it. Default: no. */
  readonly isForwardOnly?: boolean | undefined;
  readonly write: (record: T) => object;
}

/**
 * Answers a page of a list by `Page`, `PageSize` (default 50) and `PageToken`, in the envelope of the
 * product: relative URIs in the 2010 API, absolute URLs where the caller has found it in all others.
 *
 * @throws RestError 20007 for a page size over 1000, 21481 for a token that the API did not give.
 */
export async function answerPage<T extends { readonly sid: string }>(
  call: Call,
  { key, filters = [], read, isForwardOnly = false, write }: Listing<T>,
): Promise<Answer> {
  const { page, size, after, before } = parsePage(call, isForwardOnly);
  // One more than the page holds tells whether another page lies that way.
  const found = await read(size + 1, after, before);
  const isMore = found.length > size;
  const shown = before === undefined ? found.slice(0, size) : found.slice(-size);
  const hasNext = before === undefined ? isMore : shown.length > 0;
  const hasPrevious = before === undefined ? after !== undefined && !isForwardOnly : isMore;
  const uri = (index: number, token?: string): string => {
    const query = new URLSearchParams();
    for (const [name, value] of call.query.pairs) {
      if (filters.includes(name) && value !== "") query.append(name, value);
    }
    query.set("PageSize", String(size));
    query.set("Page", String(index));
    if (token !== undefined) query.set("PageToken", token);
    return `${call.req.path}?${query}`;
  };
  const [first, last] = [shown[0]?.sid, shown.at(-1)?.sid];
  const uris = {
    first: uri(0),
    next: hasNext && last ? uri(page + 1, `PA${last}`) : null,
    previous: hasPrevious && first ? uri(Math.max(page - 1, 0), `PB${first}`) : null,
  };
  const here = uri(page, call.query.text("PageToken") || undefined);
  const records = { [key]: shown.map(write) };
  if (call.operation.product !== "api") {
    const meta = {
      page,
      page_size: size,
      first_page_url: call.origin + uris.first,
      previous_page_url: uris.previous === null ? null : call.origin + uris.previous,
      next_page_url: uris.next === null ? null : call.origin + uris.next,
      key,
      url: call.origin + here,
    };
    return { status: 200, body: { ...records, meta } };
  }
  const start = page * size;
  const body = {
    ...records,
    first_page_uri: uris.first,
    next_page_uri: uris.next,
    previous_page_uri: uris.previous,
    page,
    page_size: size,
    start,
    end: shown.length === 0 ? start : start + shown.length - 1,
    uri: here,
  };
  return { status: 200, body };
}

/** Reads pages of a list that is in memory as a whole. */
export function pagesOf<T extends { readonly sid: string }>(
  records: readonly T[],
): Listing<T>["read"] {
  return async (limit, after, before) => {
    if (before !== undefined) {
      const end = Math.max(
        0,
        records.findIndex(({ sid }) => sid === before),
      );
      return records.slice(Math.max(0, end - limit), end);
    }
    const start = after === undefined ? 0 : records.findIndex(({ sid }) => sid === after) + 1;
    return records.slice(start, start + limit);
  };
}

interface PageRequest {
  readonly page: number;
  /** Records on a page, 1 to 1000. */
  readonly size: number;
  /** The last record of the page before this one. */
  readonly after?: string | undefined;
  /** The first record of the page after this one. */
  readonly before?: string | undefined;
}

function parsePage({ query }: Call, isForwardOnly: boolean): PageRequest {
  const pageSize = query.text("PageSize");
  const size = Number(pageSize || 50);
  if (!Number.isInteger(size) || size < 1 || size > 1000) {
    throw new RestError(20007, `PageSize must be a number from 1 to 1000, got "${pageSize}".`);
  }
  const token = query.text("PageToken");
  if (!token) return { page: 0, size };
  const [, way, sid] = /^(PA|PB)([\w+]{1,40})$/.exec(token) ?? [];
  if (way === undefined || (way === "PB" && isForwardOnly)) {
    throw new RestError(21481, "PageToken must be one that the address of another page carries.");
  }
  const given = Number(query.text("Page") ?? 0);
  const page = Number.isInteger(given) && given > 0 ? given : 0;
  return way === "PA" ? { page, size, after: sid } : { page, size, before: sid };
}
