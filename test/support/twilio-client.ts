import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import twilio, { type Twilio } from "twilio";
import type { RequestOptions } from "twilio/lib/base/RequestClient.js";
import { checkAnswer } from "./openapi.ts";

/** Where a platform is, and its credentials. */
export interface Reachable {
  readonly url: string;
  readonly account: { readonly sid: string; readonly authToken: string };
}

/** The official client; its requests go to the platform instead of the host that it knows. */
export function twilioClient(
  platform: Reachable,
  authToken: string = platform.account.authToken,
): Twilio {
  const httpClient = {
    async request({ method, uri, username, password, data, params, headers }: RequestOptions) {
      const url = new URL(new URL(uri).pathname + new URL(uri).search, platform.url);
      for (const [name, value] of pairs(params)) url.searchParams.append(name, value);
      const body = new URLSearchParams();
      for (const [name, value] of pairs(data)) body.append(name, value);
      const isPost = method.toUpperCase() === "POST";
      // As the proxy forwards it: the platform's hosts tell its products apart.
      const sent = httpRequest(url, {
        method: method.toUpperCase(),
        headers: {
          ...Object.fromEntries(
            Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)]),
          ),
          Host: new URL(uri).host,
          Authorization: `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`,
          ...(isPost && { "Content-Type": "application/x-www-form-urlencoded" }),
        },
      });
      sent.end(isPost ? body.toString() : undefined);
      const [answer]: IncomingMessage[] = await once(sent, "response");
      const given = answer ? await text(answer) : "";
      const status = answer?.statusCode ?? 0;
      const content: unknown = given === "" ? "" : JSON.parse(given);
      checkAnswer({ method: method.toUpperCase(), path: url.pathname, status, body: content });
      return {
        statusCode: status,
        body: content,
        headers: answer?.headers ?? {},
      };
    },
  };
  return twilio(platform.account.sid, authToken, { httpClient: Object.assign(httpClient) });
}

function pairs(fields: object | undefined): (readonly [string, string])[] {
  return Object.entries(fields ?? {}).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [value]
          .flat()
          .map(
            (one) =>
              [
                name,
                one instanceof Date ? one.toISOString().replace(/\.\d+/, "") : String(one),
              ] as const,
          ),
  );
}
