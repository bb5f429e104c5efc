import { once } from "node:events";
import { connect } from "node:net";

/** Does anything listen where a URL leads, and accept a connection within two seconds? */
export async function isReachable(url: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  const usual = protocol === "https:" ? 443 : 80;
  // An IPv6 address stands in brackets in a URL.
  const host = hostname.replace(/^\[|\]$/g, "");
  return acceptsConnections(host, port === "" ? usual : Number(port));
}

/** Does anything accept a TCP connection there, over IPv4 or IPv6, within two seconds? */
export async function acceptsConnections(host: string, port: number): Promise<boolean> {
  // Both, because the system's list may have one of them only (RFC 6761, section 6.3).
  const addresses = host === "localhost" ? ["127.0.0.1", "::1"] : [host];
  const accepted = await Promise.all(addresses.map((address) => accepts(address, port)));
  return accepted.includes(true);
}

async function accepts(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port, autoSelectFamily: true });
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(2_000) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
