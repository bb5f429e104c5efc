import type { HttpMethod } from "@repartee/markup";
import type { FormPairs } from "@repartee/protocol";
import type { RequestCause } from "../exchange/exchange.ts";

/** Which document comes next. */
export interface DocumentTarget {
  readonly cause: RequestCause;
  readonly url: string;
  readonly method: HttpMethod;
  /** Parameters beside the inbound message's, or in place of them. */
  readonly fields: FormPairs;
}

/** The target that a reference in a document leads to; `undefined` when it is no URL. */
export function followReference(
  cause: RequestCause,
  reference: { readonly url: string; readonly method?: HttpMethod | undefined },
  base: string,
  fields: FormPairs = [],
): DocumentTarget | undefined {
  if (!URL.canParse(reference.url, base)) return undefined;
  const { href } = new URL(reference.url, base);
  return { cause, url: href, method: reference.method ?? "POST", fields };
}

/** The inbound parameters with these in their place, or after them. */
export function withFields(params: FormPairs, fields: FormPairs): FormPairs {
  if (fields.length === 0) return params;
  const given = new Map(fields);
  const known = new Set(params.map(([name]) => name));
  return [
    ...params.map(([name, value]) => [name, given.get(name) ?? value] as const),
    ...fields.filter(([name]) => !known.has(name)),
  ];
}
