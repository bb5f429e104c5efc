import { isMessageSid, type MessageSid } from "@repartee/protocol";
import { RestError } from "./rest-error.ts";

/** Which page a client asks for. */
export interface PageRequest {
  readonly page: number;
  /** Records on a page, 1 to 1000. */
  readonly size: number;
  /** The last record of the page before. */
  readonly after: MessageSid | undefined;
}

type Query = Readonly<Record<string, string | undefined>>;

/**
 * Reads `Page`, `PageSize` (default 50) and `PageToken`.
 *
 * @throws RestError 20007 for a page size over 1000, 21481 for a token that the API did not give.
 */
export function parsePage({ Page, PageSize, PageToken }: Query): PageRequest {
  const size = Number(PageSize ?? 50);
  if (!Number.isInteger(size) || size < 1 || size > 1000) {
    throw new RestError(20007, `PageSize must be a number from 1 to 1000, got "${PageSize}".`);
  }
  const page = Number(Page ?? 0);
  if (PageToken === undefined) return { page: 0, size, after: undefined };
  const after = PageToken.startsWith("PA") ? PageToken.slice(2) : undefined;
  if (!isMessageSid(after)) {
    throw new RestError(21481, "PageToken must be one that a next_page_uri carries.");
  }
  return { page: Number.isInteger(page) && page > 0 ? page : 0, size, after };
}

/** The envelope of a list of the 2010 API; its URIs are relative, and repeat the filters. */
export interface PageJson {
  readonly first_page_uri: string;
  readonly next_page_uri: string | null;
  readonly previous_page_uri: string | null;
  readonly page: number;
  readonly page_size: number;
  readonly start: number;
  readonly end: number;
  readonly uri: string;
}

/**
 * Writes the envelope.
 *
 * @param filters the query without paging.
 * @param count records on this page.
 * @param next the last record of this page, when another page follows.
 */
export function toPageJson(
  path: string,
  filters: Query,
  { page, size, after }: PageRequest,
  count: number,
  next: MessageSid | undefined,
): PageJson {
  const uri = (index: number, token: MessageSid | undefined): string => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(filters))
      if (value !== undefined) query.set(name, value);
    query.set("PageSize", String(size));
    query.set("Page", String(index));
    if (token !== undefined) query.set("PageToken", `PA${token}`);
    return `${path}?${query}`;
  };
  const start = page * size;
  return {
    first_page_uri: uri(0, undefined),
    next_page_uri: next === undefined ? null : uri(page + 1, next),
    // Pages are read forward; what came before is not kept.
    previous_page_uri: null,
    page,
    page_size: size,
    start,
    end: count === 0 ? start : start + count - 1,
    uri: uri(page, after),
  };
}
