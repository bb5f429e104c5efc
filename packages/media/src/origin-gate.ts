import type { AddressClass } from "./address-class.ts";
import { defaultPorts, type FetchMediaOptions, providerOriginOf } from "./fetch-options.ts";

/** May this origin be reached at an address of this class? */
export type OriginGate = (origin: URL, kind: AddressClass) => boolean;

/** Turns the options into one rule: public servers at listed ports, and what was opened. */
export function createOriginGate(options: FetchMediaOptions): OriginGate {
  const { allow = [], ports = defaultPorts } = options;
  const opened = new Set(
    allow.flatMap((entry) => (URL.canParse(entry) ? new URL(entry).origin : [])),
  );
  // The default provider is public; one that was configured may be the runtime on this machine.
  if (options.providerOrigin !== undefined) opened.add(providerOriginOf(options));
  const isLoopbackOpen = allow.includes("loopback");
  return (origin, kind) => {
    if (opened.has(origin.origin)) return kind !== "reserved";
    if (kind === "loopback") return isLoopbackOpen;
    return kind === "public" && ports.includes(portOf(origin));
  };
}

function portOf({ port, protocol }: URL): number {
  if (port !== "") return Number(port);
  return protocol === "https:" ? 443 : 80;
}
