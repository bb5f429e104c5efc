import { type Platform, serviceSid } from "@repartee/platform";
import { isAlphanumericSender } from "@repartee/protocol";
import type { Configured } from "./configure.ts";

/** What the command tells an app of the platform. */
export function appEnvironment(
  { account, url }: Platform,
  { numbers, services = [] }: Configured,
  port: number,
): Record<string, string> {
  const number = numbers.find(({ address }) => !isAlphanumericSender(address));
  const [service] = services;
  return {
    PORT: String(port),
    TWILIO_ACCOUNT_SID: account.sid,
    TWILIO_AUTH_TOKEN: account.authToken,
    TWILIO_NUMBER: number?.address ?? "",
    ...(service && { TWILIO_MESSAGING_SERVICE_SID: serviceSid(service) }),
    // Where the app finds this platform instead of the real one.
    REPARTEE_URL: url,
  };
}

/** An app that does not read PORT is found where it is said to be on this machine. */
export function portToAwait({ appUrl }: Configured, appPort: number): number {
  const { hostname, port } = new URL(appUrl ?? "http://localhost");
  return port !== "" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname)
    ? Number(port)
    : appPort;
}
