import type { Answer, Call } from "./operation.ts";
import { type ListPlace, parsePageToken, writePageToken } from "./page-token.ts";
import { RestError } from "./rest-error.ts";

/** A list as a call asks for it. */
export interface Listing<T extends { readonly sid: string }> {
  /** The name of the list in the answer. */
  readonly key: string;
  /** Parameters that the pages' addresses repeat. Default: none. */
  readonly filters?: readonly string[] | undefined;
  /**
   * Reads at most this many: the next ones after one place, the nearest ones before another, or the
   * first ones; always in the order of the list.
   *
   * @throws RestError 21481 for a place that the list does not have.
   */
  readonly read: (
    limit: number,
    after: ListPlace | undefined,
    before: ListPlace | undefined,
  ) => Promise<readonly T[]>;
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
  { key, filters = [], read, write }: Listing<T>,
): Promise<Answer> {
  const { page, size, after, before } = parsePage(call);
  // One more than the page holds tells whether another page lies that way.
  const found = await read(size + 1, after, before);
  const isMore = found.length > size;
  const shown = before === undefined ? found.slice(0, size) : found.slice(-size);
  const hasNext = before === undefined ? isMore : shown.length > 0;
  const hasPrevious = before === undefined ? after !== undefined : isMore;
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
  // The records on the other side of both edges: they hold the place when its own record is removed.
  const [ahead, behind] =
    before === undefined ? [after?.sid, found[size]?.sid] : [found.at(-size - 1)?.sid, before.sid];
  const uris = {
    first: uri(0),
    next: hasNext && last ? uri(page + 1, writePageToken("PA", last, behind)) : null,
    previous:
      hasPrevious && first ? uri(Math.max(page - 1, 0), writePageToken("PB", first, ahead)) : null,
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

interface PageRequest {
  readonly page: number;
  /** Records on a page, 1 to 1000. */
  readonly size: number;
  /** The last record of the page before this one. */
  readonly after?: ListPlace | undefined;
  /** The first record of the page after this one. */
  readonly before?: ListPlace | undefined;
}

function parsePage({ query }: Call): PageRequest {
  const pageSize = query.text("PageSize");
  const size = Number(pageSize || 50);
  if (!Number.isInteger(size) || size < 1 || size > 1000) {
    throw new RestError(20007, `PageSize must be a number from 1 to 1000, got "${pageSize}".`);
  }
  const token = query.text("PageToken");
  if (!token) return { page: 0, size };
  const { way, place } = parsePageToken(token);
  const given = Number(query.text("Page") ?? 0);
  const page = Number.isInteger(given) && given > 0 ? given : 0;
  return way === "PA" ? { page, size, after: place } : { page, size, before: place };
}
