import type { Duplex } from "node:stream";
import type { ProxyTarget } from "./proxy-target.ts";

/** How hosts other than the platform's are reached. */
export interface Reach {
  /** A connection to a host beyond this machine. */
  readonly openTunnel: (host: string, port: number) => Promise<Duplex>;
  /** Refuses all hosts but this machine. */
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
): Promise<Reached> {
  const target = `${hostname}:${port}`;
  if (offline) {
    onRefused(target);
    return {
      ok: false,
      status: 403,
      sentence: `repartee dev --offline lets no connection to ${target} through`,
    };
  }
  try {
    return { ok: true, socket: await openTunnel(hostname, port) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { ok: false, status: 502, sentence: `repartee dev cannot reach ${target}: ${why}` };
  }
}
