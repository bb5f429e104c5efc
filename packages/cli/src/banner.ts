import { type Platform, serviceSid } from "@repartee/platform";
import type { Configured } from "./configure.ts";
import type { DevOptions } from "./dev-options.ts";

/** What `repartee dev` says once everything runs. */
export function banner(
  { url, account }: Platform,
  { configFile, account: own, dataDir }: DevOptions,
  { appUrl, numbers, services = [], webhookUrl }: Configured,
): readonly string[] {
  const webhooks = [
    ...numbers.flatMap(({ webhookUrl }) => webhookUrl ?? []),
    ...services.flatMap(({ inboundRequestUrl }) => inboundRequestUrl ?? []),
  ].map((location) => new URL(location, appUrl).href);
  const none = "none: messages are kept, nobody is asked (--webhook URL)";
  return [
    "",
    `  Phone page   ${url}/`,
    `  Numbers      ${numbers.map(({ address }) => address).join(", ")}`,
    ...services.map((service) => `  Service      ${service.friendlyName}, ${serviceSid(service)}`),
    `  Account SID  ${account.sid}`,
    // A token that the app has brought is the user's, and may be a real one.
    `  Auth token   ${own ? "the app's own" : account.authToken}`,
    `  Webhook      ${[...new Set(webhooks)].join(", ") || (webhookUrl ?? none)}`,
    ...(configFile === undefined ? [] : [`  Config       ${configFile}`]),
    `  Data         ${dataDir}`,
    "",
  ];
}
