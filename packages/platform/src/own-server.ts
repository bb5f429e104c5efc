import { networkInterfaces } from "node:os";
import type { Peer } from "@repartee/runtime";
import { readMediaPath } from "./own-media.ts";

/**
 * Recognizes connections to a port of this machine, whichever name or address led there: `localhost`,
 * `127.1`, `0.0.0.0`, `[::1]`, a name in anyone's DNS, an address of a network interface.
 */
export function ownServer(port: number): (peer: Peer) => boolean {
  return function isOwnServer({ remoteAddress, remotePort }) {
    if (remotePort !== port || remoteAddress === undefined) return false;
    const address = remoteAddress.replace(/^::ffff:(?=\d+\.)/i, "").toLowerCase();
    return isLoopback(address) || ownAddresses().has(address.split("%", 1)[0] ?? "");
  };
}

/**
 * Is this the path of media that the REST API or a short link serves? The API asks for credentials; a
 * short link is open to anyone who has it.
 */
export function isServedMedia({ pathname }: URL): boolean {
  return readMediaPath(pathname) !== undefined || linkedMedia.test(pathname);
}

const linkedMedia = /^\/m\/[\w-]+\/media$/;

function isLoopback(address: string): boolean {
  return address === "::1" || /^127(?:\.\d{1,3}){3}$/.test(address);
}

function ownAddresses(): ReadonlySet<string> {
  const all = Object.values(networkInterfaces()).flatMap((interfaces) => interfaces ?? []);
  return new Set(all.map(({ address }) => address.toLowerCase().split("%", 1)[0] ?? ""));
}
