import { isPath } from "./fields.ts";
import type { NumberConfig } from "./number-config.ts";
import type { ServiceConfig } from "./service-config.ts";

/** What of a configuration says where the app is asked. */
export interface Located {
  readonly numbers?: readonly NumberConfig[] | undefined;
  readonly services?: readonly ServiceConfig[] | undefined;
  readonly alertWebhookUrl?: string | undefined;
}

const ofNumbers = ["webhookUrl", "fallbackUrl", "statusCallback"] as const;
const ofServices = ["inboundRequestUrl", "fallbackUrl", "statusCallback"] as const;

/** A value that is a path of the app, and where in the configuration it stands. */
export interface AppPath {
  readonly path: readonly (string | number)[];
  readonly value: string;
}

/** All that are paths, and not URLs of their own. */
export function appPaths({ numbers = [], services = [], ...rest }: Located): readonly AppPath[] {
  return [
    ...numbers.flatMap((one, index) => pathsOf(one, ofNumbers, ["numbers", index])),
    ...services.flatMap((one, index) => pathsOf(one, ofServices, ["services", index])),
    ...pathsOf(rest, ["alertWebhookUrl"], []),
  ];
}

/** The same with URLs in place of paths. */
export function locate<C extends Located>(config: C, appUrl: string | undefined): C {
  if (appUrl === undefined) return config;
  const { numbers, services } = config;
  return {
    ...config,
    ...absolute(config, ["alertWebhookUrl"], appUrl),
    ...(numbers && { numbers: numbers.map((one) => absolute(one, ofNumbers, appUrl)) }),
    ...(services && { services: services.map((one) => absolute(one, ofServices, appUrl)) }),
  };
}

type Locations<K extends string> = { readonly [Key in K]?: string | undefined };

function pathsOf<K extends string>(
  item: Locations<K>,
  keys: readonly K[],
  at: AppPath["path"],
): AppPath[] {
  return keys.flatMap((key) => {
    const value = item[key];
    return value !== undefined && isPath(value) ? [{ path: [...at, key], value }] : [];
  });
}

function absolute<K extends string, T extends Locations<K>>(
  item: T,
  keys: readonly K[],
  appUrl: string,
): T {
  const urls = pathsOf<K>(item, keys, []).map(({ path, value }) => [
    path[0],
    new URL(value, appUrl).href,
  ]);
  return { ...item, ...Object.fromEntries(urls) };
}
