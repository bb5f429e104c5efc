import type { Answer, Call } from "./operation.ts";
import { RestError } from "./rest-error.ts";

/** A list as a call asks for it. */
export interface Listing<T extends { readonly sid: string }> {
  /** The name of the list in the answer. */
  readonly key: string;
  /** Parameters that the pages' addresses repeat. Default: none. */
  readonly filters?: readonly string[] | undefined;
  /** Reads at most this many after the record with this SID. */
  readonly read: (limit: number, after: string | undefined) => Promise<readonly T[]>;
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
  const { page, size, after } = parsePage(call);
  // One more than the page holds tells whether another page follows.
  const found = await read(size + 1, after);
  const shown = found.slice(0, size);
  const next = found.length > size ? shown.at(-1)?.sid : undefined;
  const uri = (index: number, token: string | undefined): string => {
    const query = new URLSearchParams();
    for (const [name, value] of call.query.pairs) {
      if (filters.includes(name) && value !== "") query.append(name, value);
    }
    query.set("PageSize", String(size));
    query.set("Page", String(index));
    if (token !== undefined) query.set("PageToken", `PA${token}`);
    return `${call.req.path}?${query}`;
  };
  const uris = { first: uri(0, undefined), next: next ? uri(page + 1, next) : null };
  const here = uri(page, after);
  const records = { [key]: shown.map(write) };
  if (call.operation.product !== "api") {
    const meta = {
      page,
      page_size: size,
      first_page_url: call.origin + uris.first,
      // Pages are read forward; what came before is not kept.
      previous_page_url: null,
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
    previous_page_uri: null,
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
  return async (limit, after) => {
    const start = after === undefined ? 0 : records.findIndex(({ sid }) => sid === after) + 1;
    return records.slice(start, start + limit);
  };
}

interface PageRequest {
  readonly page: number;
  /** Records on a page, 1 to 1000. */
  readonly size: number;
  /** The last record of the page before. */
  readonly after: string | undefined;
}

function parsePage({ query }: Call): PageRequest {
  const given = query.text("PageSize");
  const size = Number(given || 50);
  if (!Number.isInteger(size) || size < 1 || size > 1000) {
    throw new RestError(20007, `PageSize must be a number from 1 to 1000, got "${given}".`);
  }
  const token = query.text("PageToken");
  if (!token) return { page: 0, size, after: undefined };
  const after = token.startsWith("PA") ? token.slice(2) : "";
  if (!/^[\w+]{1,40}$/.test(after)) {
    throw new RestError(21481, "PageToken must be one that the address of a next page carries.");
  }
  const page = Number(query.text("Page") ?? 0);
  return { page: Number.isInteger(page) && page > 0 ? page : 0, size, after };
}
