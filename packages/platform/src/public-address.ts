import { localRoute, type PublicAddress } from "@repartee/runtime";
import type { PlatformConfig } from "./config/platform-config.ts";

/** The app's public address by the configuration; `undefined`: requests go where they are signed for. */
export function publicAddressOf({
  publicUrl,
  appUrl,
  app,
}: Pick<PlatformConfig, "publicUrl" | "appUrl" | "app">): PublicAddress | undefined {
  if (publicUrl === undefined || appUrl === undefined) return undefined;
  return {
    publicOrigin: new URL(publicUrl).origin,
    appOrigin: () => app?.origin ?? new URL(appUrl).origin,
  };
}

/** Where media of the app are fetched that are named by its public address. */
export function toAppUrl(url: string, address: PublicAddress | undefined): string {
  const route = address && localRoute(url, address);
  if (!route) return url;
  const { pathname, search, username, password } = new URL(url);
  return Object.assign(new URL(pathname + search, route.origin), { username, password }).href;
}
