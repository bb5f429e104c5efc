import { RestError } from "./rest-error.ts";

/** A place in a list, as a page's token carries it. */
export interface ListPlace {
  /** The record at the edge of the page. */
  readonly sid: string;
  /** Its neighbour beyond the edge, which stands in for it once it is removed. */
  readonly neighbour?: string | undefined;
}

/** Whether the page lies after the place, or before it. */
export type Way = "PA" | "PB";

/** Writes a page's token, such as `PAMG…-MG…`. */
export function writePageToken(way: Way, sid: string, neighbour: string | undefined): string {
  return neighbour === undefined ? `${way}${sid}` : `${way}${sid}-${neighbour}`;
}

/** @throws RestError 21481 for what {@link writePageToken} does not write. */
export function parsePageToken(token: string): { readonly way: Way; readonly place: ListPlace } {
  const [, way, sid, neighbour] = /^(PA|PB)([\w+]{1,40})(?:-([\w+]{1,40}))?$/.exec(token) ?? [];
  if ((way !== "PA" && way !== "PB") || sid === undefined) throw noSuchPage();
  return { way, place: { sid, neighbour } };
}

/** What a token is answered with that names no place of the list. */
export function noSuchPage(): RestError {
  return new RestError(
    21481,
    "PageToken must be one that the address of another page carries, of records that still exist.",
  );
}

/** Reads pages of a list that is in memory as a whole. */
export function pagesOf<T extends { readonly sid: string }>(records: readonly T[]) {
  const indexOf = (sid: string | undefined) => records.findIndex((record) => record.sid === sid);

  /** Where the records after the place begin, or those before it end. */
  function edge({ sid, neighbour }: ListPlace, way: Way): number {
    const index = indexOf(sid);
    if (index >= 0) return way === "PA" ? index + 1 : index;
    const stand = indexOf(neighbour);
    if (stand < 0) throw noSuchPage();
    return way === "PA" ? stand : stand + 1;
  }

  return async (
    limit: number,
    after: ListPlace | undefined,
    before: ListPlace | undefined,
  ): Promise<readonly T[]> => {
    if (before) {
      const end = edge(before, "PB");
      return records.slice(Math.max(0, end - limit), end);
    }
    const start = after ? edge(after, "PA") : 0;
    return records.slice(start, start + limit);
  };
}
