import { ReparteeError } from "@repartee/protocol";
import type { FetchMediaOptions } from "../fetch/fetch-options.ts";
import type { AddressClass } from "./address-class.ts";
import { isLoopbackName } from "./loopback-name.ts";
import { defaultPorts, providerOriginOf } from "./provider-origin.ts";

/** May this origin be reached at an address of this class? */
export type OriginGate = (origin: URL, kind: AddressClass) => boolean;

/**
 * Turns the options into one rule: public servers at listed ports, and what was opened.
 *
 * @throws ReparteeError `options_invalid` when an entry of `allow` is not an origin.
 */
export function createOriginGate(options: FetchMediaOptions): OriginGate {
  const { ports = defaultPorts } = options;
  const allow = [options.allow ?? []].flat();
  const opened = new Set(allow.filter((entry) => entry !== "loopback").map(originOf));
  // The default provider is public; one that was configured may be the runtime on this machine.
  if (options.providerOrigin !== undefined) opened.add(providerOriginOf(options));
  const isLoopbackOpen = allow.includes("loopback");
  return (origin, kind) => {
    // A name of this machine that leads elsewhere is not what was opened.
    if (opened.has(origin.origin))
      return isLoopbackName(origin.hostname) ? kind === "loopback" : kind !== "reserved";
    if (kind === "loopback") return isLoopbackOpen;
    return kind === "public" && ports.includes(portOf(origin));
  };
}

function originOf(entry: string): string {
  const url = URL.canParse(entry) ? new URL(entry) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return url.origin;
  throw new ReparteeError(
    "options_invalid",
    `allow takes origins such as http://localhost:3000, or "loopback"; got "${entry}".`,
  );
}

function portOf({ port, protocol }: URL): number {
  if (port !== "") return Number(port);
  return protocol === "https:" ? 443 : 80;
}
