import type { Platform } from "@repartee/platform";
import { writeForm } from "@repartee/protocol";
import { request as send } from "undici";

/** A request as the official SDK hands it to its HTTP client. */
export interface SdkRequest {
  readonly method: string;
  readonly uri: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly authStrategy?: { getAuthString(): Promise<string> } | undefined;
  readonly headers?: object | undefined;
  readonly params?: object | undefined;
  readonly data?: unknown;
}

/** Its answer. */
export interface SdkResponse {
  readonly statusCode: number;
  readonly body: unknown;
  readonly headers: object;
}

/** What the SDK needs of an HTTP client. */
export interface SdkHttpClient {
  request(options: SdkRequest): Promise<SdkResponse>;
}

/** The official SDK's default export: `import twilio from "twilio"`. */
export type SdkFactory<Client> = {
  // A method, because the SDK asks for a client class of its own where this will do.
  create(sid: string, token: string, options?: { httpClient?: SdkHttpClient }): Client;
}["create"];

/** The official SDK's client; its requests reach this platform in place of the hosts that it knows. */
export function sdkClient<Client>(twilio: SdkFactory<Client>, platform: Platform): Client {
  const { sid, authToken } = platform.account;
  return twilio(sid, authToken, { httpClient: createHttpClient(platform.url) });
}

function createHttpClient(origin: string): SdkHttpClient {
  return {
    async request({ method, uri, params, data, ...rest }) {
      const meant = new URL(uri);
      const url = new URL(meant.pathname + meant.search, origin);
      for (const [name, value] of pairs(params)) url.searchParams.append(name, value);
      const headers = await headersOf(rest, meant.host);
      const answer = await send(url, {
        method: method.toUpperCase(),
        headers,
        body: bodyOf(data, headers["content-type"]),
      });
      const text = await answer.body.text();
      const isJson = String(answer.headers["content-type"]).includes("json") && text !== "";
      const body: unknown = isJson ? JSON.parse(text) : text;
      return { statusCode: answer.statusCode, body, headers: answer.headers };
    },
  };
}

type Credentials = Pick<SdkRequest, "username" | "password" | "authStrategy" | "headers">;

async function headersOf(
  { username, password, authStrategy, headers = {} }: Credentials,
  host: string,
): Promise<Record<string, string>> {
  const basic = Buffer.from(`${username ?? ""}:${password ?? ""}`).toString("base64");
  const authorization = (await authStrategy?.getAuthString()) ?? `Basic ${basic}`;
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  // The platform tells its products apart by the host that was meant.
  return { ...Object.fromEntries(given), authorization, host };
}

function bodyOf(data: unknown, contentType: string | undefined): string | null {
  if (data === undefined || data === null) return null;
  if (typeof data !== "object" || contentType?.includes("json")) return JSON.stringify(data);
  return writeForm(pairs(data));
}

function pairs(fields: object | undefined): (readonly [string, string])[] {
  return Object.entries(fields ?? {}).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): readonly [string, string] => [name, String(one)]),
  );
}
