import { type LookupAddress, lookup } from "node:dns";
import type { LookupFunction } from "node:net";

const loopback: readonly LookupAddress[] = [
  { address: "127.0.0.1", family: 4 },
  { address: "::1", family: 6 },
];

/**
 * Resolves names like the system, except that `localhost` is this machine over IPv4 and IPv6, also where
 * the system lists only one of the two, as containers do (RFC 6761, section 6.3). Apps that listen on
 * `localhost` often listen on `::1` alone.
 */
export const resolveLocalhost: LookupFunction = (hostname, options, callback) => {
  if (hostname.toLowerCase() !== "localhost" || options.all !== true || options.family)
    return lookup(hostname, options, callback);
  lookup(hostname, { ...options, all: true }, (_error, found = []) => {
    const known = new Set(found.map(({ address }) => address));
    callback(null, [...found, ...loopback.filter(({ address }) => !known.has(address))]);
  });
};
