import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createServer, type Server } from "node:tls";
import type { CertificateAuthority } from "./certificate-authority.ts";
import { joinSockets } from "./join-sockets.ts";
import { isPlatformHost } from "./platform-hosts.ts";

/**
 * A server on a free loopback port that is every host of the platform: it ends TLS and hands all it
 * hears to the local server as it is, `Host` header included. Other names fail the handshake.
 */
export async function openTlsFront(
  authority: CertificateAuthority,
  localPort: number,
): Promise<Server> {
  const server = createServer({
    ALPNProtocols: ["http/1.1"],
    SNICallback(host, done) {
      if (isPlatformHost(host)) done(null, authority.contextFor(host.toLowerCase()));
      else done(new Error("No host of the platform."));
    },
  });
  server.on("secureConnection", (socket: Socket) => {
    joinSockets(socket, connect(localPort, "127.0.0.1"));
  });
  // A client that does not trust the authority says so itself.
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}
