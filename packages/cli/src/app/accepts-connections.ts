import { once } from "node:events";
import { connect } from "node:net";

/** Does anything listen where a URL leads, and accept a connection within two seconds? */
export async function isReachable(url: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  const usual = protocol === "https:" ? 443 : 80;
  return acceptsConnections(hostname, port === "" ? usual : Number(port));
}

/** Does anything accept a TCP connection there, over IPv4 or IPv6, within two seconds? */
export async function acceptsConnections(host: string, port: number): Promise<boolean> {
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
