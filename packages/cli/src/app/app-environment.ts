import { type Platform, serviceSid } from "@repartee/platform";
import { isAlphanumericSender } from "@repartee/protocol";
import type { Configured } from "../options/configure.ts";

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

/** The port of a URL on this machine; `undefined` for one beyond it. */
export function portOnThisMachine(url: string | undefined): number | undefined {
  if (url === undefined) return undefined;
  const { hostname, port, protocol } = new URL(url);
  if (!/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)) return undefined;
  return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}
