import {
  devRetention,
  type LocalApp,
  type Platform,
  type Retention,
  serviceSid,
} from "@repartee/platform";
import type { FoundApp } from "../app/watch-app.ts";
import type { Configured } from "../options/configure.ts";
import type { DevOptions } from "../options/dev-options.ts";

/** Of what the data may take. */
const WORTH_SAYING = 0.8;

/** What `repartee dev` says once the platform runs. @param app the one that was started with it. */
export function banner(
  { url, account, testAccount, usedBytes }: Platform,
  { configFile, app: own, dataDir }: DevOptions,
  { appUrl, publicUrl, numbers, services = [], webhookUrl, retention = devRetention }: Configured,
  app: LocalApp | undefined,
): readonly string[] {
  const webhooks = [
    ...numbers.flatMap(({ webhookUrl }) => webhookUrl ?? []),
    ...services.flatMap(({ inboundRequestUrl }) => inboundRequestUrl ?? []),
  ].map((location) => show(new URL(location, appUrl).href, app));
  const none = "none: messages are stored, but no app receives them (--webhook URL)";
  return [
    "",
    `  Phone page   ${url}/`,
    `  Numbers      ${numbers.map(({ address }) => address).join(", ")}`,
    ...services.map((service) => `  Service      ${service.friendlyName}, ${serviceSid(service)}`),
    `  Account SID  ${account.sid}`,
    // A token that the app has brought is the user's, and may be a real one.
    `  Auth token   ${own.hasAuthToken && own.account ? "the app's own" : account.authToken}`,
    `  Test SID     ${testAccount.sid}`,
    `  Test token   ${own.testAccount ? "the app's own" : testAccount.authToken}`,
    `  Webhook      ${[...new Set(webhooks)].join(", ") || (webhookUrl ?? none)}`,
    ...(publicUrl === undefined ? [] : [`  Public URL   ${publicUrl}`]),
    ...(configFile === undefined ? [] : [`  Config       ${configFile}`]),
    `  Data         ${dataDir}${sayFullness(usedBytes(), retention)}`,
    "",
  ];
}

/** The size of the data, once it is worth knowing: the oldest is removed soon. */
export function sayFullness(bytes: number, { maxMegabytes }: Retention): string {
  const megabytes = bytes / 1024 / 1024;
  if (maxMegabytes === undefined || megabytes < maxMegabytes * WORTH_SAYING) return "";
  return ` (${Math.round(megabytes)} of ${maxMegabytes} MB; the oldest is removed at ${maxMegabytes})`;
}

/** The line for an app that has started to listen, or listens elsewhere than before. */
export function sayListening(
  { origin, otherPorts }: FoundApp,
  app: Pick<LocalApp, "locate">,
  webhookUrl: string | undefined,
): string {
  const to = webhookUrl === undefined ? "" : `; messages are sent to ${app.locate(webhookUrl)}`;
  const others =
    otherPorts.length === 0
      ? ""
      : ` It also listens on ${otherPorts.join(", ")}; choose another port with --webhook URL.`;
  return `The app listens on ${origin}${to}.${others}`;
}

/** The line for an app that has not listened for a while. */
export const silence =
  "The app does not listen on a port yet; messages wait for it. If it runs where Repartee cannot see its ports, such as in a container, name its URL: --webhook http://localhost:3000/sms";

/** Until an app is found, its port is not worth showing. */
function show(url: string, app: LocalApp | undefined): string {
  if (app?.status !== "starting" || new URL(url).origin !== app.origin) return url;
  return `${url.slice(app.origin.length)} of the app, which is starting`;
}
