import { once } from "node:events";
import { connect } from "node:net";

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
