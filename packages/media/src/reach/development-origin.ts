import { isLoopbackName } from "./loopback-name.ts";

/**
 * The origin of `repartee dev`, which plays Twilio for the apps that it starts and sets `REPARTEE_URL`
 * for them. `undefined` elsewhere: a URL of another machine is never trusted, and in production the
 * environment decides nothing.
 */
export function developmentOrigin({
  NODE_ENV,
  REPARTEE_URL = "",
}: Readonly<Record<string, string | undefined>>): string | undefined {
  if (NODE_ENV === "production" || !URL.canParse(REPARTEE_URL)) return undefined;
  const { protocol, hostname, origin } = new URL(REPARTEE_URL);
  return /^https?:$/.test(protocol) && isLoopbackName(hostname) ? origin : undefined;
}
