import { ReparteeError } from "@repartee/protocol";
import { providerOriginOf } from "../reach/provider-origin.ts";
import type { FetchMediaOptions } from "./fetch-options.ts";

/**
 * The `Authorization` header of the first request for media; `undefined`: it has none. Requests after a
 * redirect never have one.
 */
export function authorize(url: string, options: FetchMediaOptions): string | undefined {
  const { username, password, origin } = new URL(url);
  if (options.useUserInfo && (username !== "" || password !== "")) {
    return basic(decoded(username), decoded(password));
  }
  const { credentials } = options;
  return credentials && isProviderOrigin(origin, options)
    ? basic(credentials.username, credentials.password)
    : undefined;
}

/** Is this the origin of the provider, which alone gets `credentials`? */
export function isProviderOrigin(origin: string, options: FetchMediaOptions): boolean {
  if (origin === providerOriginOf(options)) return true;
  return options.providerOrigin === undefined && regional.test(origin);
}

// Twilio, "Global Infrastructure", "Regional API endpoints", twilio.com/docs/global-infrastructure:
// api.{edge}.{region}.twilio.com, or without the edge.
const regional =
  /^https:\/\/api\.(?:[a-z]{2,15}(?:-[a-z]{1,10}){0,2}\.)?(?:us1|us2|ie1|au1|de1|jp1|sg1|br1)\.twilio\.com$/;

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}

function decoded(userInfo: string): string {
  try {
    return decodeURIComponent(userInfo);
  } catch {
    throw new ReparteeError("media_url_invalid", "The URL's user info has a stray % in it.");
  }
}
