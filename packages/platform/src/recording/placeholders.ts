import { redactUrls } from "@repartee/protocol";
import type { Exchange } from "@repartee/runtime";
import type { MessageMedia } from "@repartee/send-core";
import type { Platform } from "../start-platform.ts";

/** Puts names in place of what differs from run to run. */
export type Replace = (text: string) => string;

/** Replaces the SIDs and origins of one exchange, and all secrets: the token and user info in URLs. */
export function placeholders(
  { messageSid }: Exchange,
  media: readonly MessageMedia[],
  { url, account }: Pick<Platform, "url" | "account">,
  appOrigins: Iterable<string>,
): Replace {
  const names: (readonly [value: string | null | undefined, name: string])[] = [
    [account.authToken, "{AuthToken}"],
    [account.sid, "{AccountSid}"],
    [messageSid, "{MessageSid}"],
    ...media.map(({ sid }, index) => [sid, `{MediaSid${index}}`] as const),
    [url, "{Platform}"],
    ...[...appOrigins].map((origin) => [origin, "{App}"] as const),
  ];
  const known = names.flatMap(([value, name]) => (value ? [[value, name] as const] : []));
  return (text) =>
    known.reduce((replaced, [value, name]) => replaced.replaceAll(value, name), redactUrls(text));
}

/** Where the app of an exchange is: what its webhook's URL begins with. */
export function appOriginOf({ kind, requests }: Exchange): string | undefined {
  const url = kind === "reply" ? requests[0]?.url : undefined;
  return url !== undefined && URL.canParse(url) ? new URL(url).origin : undefined;
}
