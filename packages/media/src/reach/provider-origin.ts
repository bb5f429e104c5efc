import type { FetchMediaOptions } from "../fetch/fetch-options.ts";

/** The origin that gets the credentials. */
export function providerOriginOf({ providerOrigin }: FetchMediaOptions): string {
  return new URL(providerOrigin ?? defaultProviderOrigin).origin;
}

const defaultProviderOrigin = "https://api.twilio.com";

/** Ports that are connected to unless others are allowed. */
export const defaultPorts: readonly number[] = [80, 443, 8080, 8443];
