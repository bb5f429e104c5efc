import { classifyAddress } from "./address-class.ts";

/** Does this host name mean this machine: `localhost` (RFC 6761), 127.0.0.0/8 or ::1? */
export function isLoopbackName(hostname: string): boolean {
  return /^(.*\.)?localhost\.?$/i.test(hostname) || classifyAddress(hostname) === "loopback";
}
