import type { Server, Socket } from "node:net";
import type { CertificateAuthority } from "./certificate-authority.ts";
import { clientEnvironment } from "./client-environment.ts";
import { openForwardProxy } from "./forward-proxy.ts";
import { openTunnel } from "./open-tunnel.ts";
import { openTlsFront } from "./tls-front.ts";
import { writeTrustFiles } from "./trust-files.ts";

export interface RouteClientsOptions {
  /** Where the local server is, such as `http://localhost:8025`. */
  readonly platformUrl: string;
  /** Vouches for the platform's hosts in this run. */
  readonly authority: CertificateAuthority;
  /** The user's environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Lets clients reach this machine alone. */
  readonly offline: boolean;
  /** Told of each `host:port` beyond this machine that a client was refused. */
  readonly onRefused: (target: string) => void;
}

/** The way of the platform's clients to the local server. */
export interface ClientRoutes {
  /** What a process has to have in its environment, for itself and all it starts. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends all connections and removes what was written. */
  close(): Promise<void>;
}

/**
 * Makes the official SDKs of any process that gets {@link ClientRoutes.env} talk to the local server
 * instead of the platform. Nothing is installed: when it is closed, nothing is left.
 */
export async function routeClients(options: RouteClientsOptions): Promise<ClientRoutes> {
  const { platformUrl, authority, env, offline, onRefused } = options;
  const httpPort = Number(new URL(platformUrl).port);
  const trust = await writeTrustFiles(authority.pem, env, Date.now());
  const front = await openTlsFront(authority, httpPort);
  const proxy = await openForwardProxy({
    answerTls: (socket) => void front.emit("connection", socket),
    localPort: httpPort,
    openTunnel: (host, port) => openTunnel(host, port, env),
    offline,
    onRefused,
  });
  const closers = [front, proxy].map(closer);
  const ways = { trust, tlsPort: portOf(front), httpPort, proxyPort: portOf(proxy), offline };
  return {
    env: clientEnvironment(ways, env),
    async close() {
      for (const close of closers) close();
      await trust.remove();
    },
  };
}

/** Ends a server at once, with all its connections: also those that HTTP has handed over. */
function closer(server: Server): () => void {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  return () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}
