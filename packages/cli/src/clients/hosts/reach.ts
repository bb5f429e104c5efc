import { isIPv4, isIPv6 } from "node:net";
import type { Duplex } from "node:stream";
import type { ProxyTarget } from "../proxy/proxy-target.ts";

/** How hosts other than the platform's are reached. */
export interface Reach {
  /** A connection to a host, through the user's own proxy only for the app. */
  readonly openTunnel: (host: string, port: number, isFromApp: boolean) => Promise<Duplex>;
  /** Refuses hosts beyond this machine. */
  readonly offline: boolean;
  /** Told of each `host:port` that was refused for it. */
  readonly onRefused: (target: string) => void;
}

/** A connection, or what the client is told instead. */
export type Reached =
  | { readonly ok: true; readonly socket: Duplex }
  | { readonly ok: false; readonly status: number; readonly sentence: string };

/** Connects to a host that is not the platform's, unless that is forbidden. */
export async function reach(
  { hostname, port }: ProxyTarget,
  { openTunnel, offline, onRefused }: Reach,
  isFromApp: boolean,
): Promise<Reached> {
  const target = `${hostname}:${port}`;
  if (offline && !isLoopback(hostname)) {
    onRefused(target);
    return {
      ok: false,
      status: 403,
      sentence: `repartee dev --offline lets no connection to ${target} through`,
    };
  }
  try {
    return { ok: true, socket: await openTunnel(hostname, port, isFromApp) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, status: 502, sentence: `repartee dev cannot reach ${target}: ${why}` };
  }
}

/** This machine: all of 127.0.0.0/8 (RFC 1122, 3.2.1.3), `::1`, and their names and spellings. */
export function isLoopback(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
  if (name === "localhost" || name.endsWith(".localhost")) return true;
  const address = name.startsWith("::ffff:") ? name.slice("::ffff:".length) : name;
  if (isIPv4(address)) return address.startsWith("127.") || address === "0.0.0.0";
  return isIPv6(name) && /^(?:0{0,4}:){1,7}0{0,3}[01]?$/.test(name);
}
