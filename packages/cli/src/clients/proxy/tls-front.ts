import type { Socket } from "node:net";
import { createServer, type Server } from "node:tls";
import { isPlatformHost } from "../hosts/platform-hosts.ts";
import type { CertificateAuthority } from "../trust/certificate-authority.ts";
import { pipeSockets } from "./pipe-sockets.ts";

/**
 * A server that is every host of the provider: it ends TLS and passes all that it reads on to the local
 * server as it is, `Host` header included. Other names fail the handshake.
 *
 * @param connectOnward opens a connection to the local server.
 */
export function createTlsFront(
  authority: CertificateAuthority,
  connectOnward: () => Socket,
): Server {
  const server = createServer({
    ALPNProtocols: ["http/1.1"],
    SNICallback(host, done) {
      const name = host.toLowerCase().replace(/\.$/, "");
      if (isPlatformHost(name)) done(null, authority.contextFor(name));
      else done(new Error("Not a host of the provider."));
    },
  });
  server.on("secureConnection", (socket: Socket) => pipeSockets(socket, connectOnward()));
  // A client that does not trust the authority says so itself.
  server.on("tlsClientError", (_error, socket) => socket.destroy());
  return server;
}
