import type { Reachable } from "./twilio-client.ts";

/** How a call ended. */
export interface RestAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as text. */
  readonly text: string;
  /** The fields of a JSON body; empty for any other. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** Calls the REST API without an SDK, with the credentials of the account. */
export async function restCall(
  platform: Reachable,
  path: string,
  init: RequestInit = {},
): Promise<RestAnswer> {
  const { sid, authToken } = platform.account;
  const headers = new Headers(init.headers);
  if (!headers.has("authorization"))
    headers.set("authorization", `Basic ${btoa(`${sid}:${authToken}`)}`);
  const url = new URL(
    path.startsWith("/20") || path.startsWith("/v") ? path : `/2010-04-01/Accounts/${sid}${path}`,
    platform.url,
  );
  const answer = await fetch(url, { ...init, headers });
  const text = await answer.text();
  const isJson = text !== "" && answer.headers.get("content-type")?.includes("json");
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    json: isJson ? JSON.parse(text) : {},
  };
}

/** Posts a form as every client of the API does. */
export function postForm(
  platform: Reachable,
  path: string,
  fields: Readonly<Record<string, string>> | readonly (readonly [string, string])[],
  headers: Readonly<Record<string, string>> = {},
): Promise<RestAnswer> {
  const pairs = Array.isArray(fields) ? fields : Object.entries(fields);
  const body = new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value]));
  return restCall(platform, path, { method: "POST", body, headers });
}
