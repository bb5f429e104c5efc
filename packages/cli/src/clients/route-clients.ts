import { once } from "node:events";
import { connect, type Server, type Socket } from "node:net";
import { type Admit, admitByOwner, admitByPassword } from "./admit-client.ts";
import type { AppProof } from "./app-proof.ts";
import { clientEnvironment } from "./client-environment.ts";
import { openForwardProxy } from "./proxy/forward-proxy.ts";
import { openTunnel } from "./proxy/open-tunnel.ts";
import { createTlsFront } from "./proxy/tls-front.ts";
import type { CertificateAuthority } from "./trust/certificate-authority.ts";
import { writeTrustFiles } from "./trust/trust-files.ts";

export interface RouteClientsOptions {
  /** Where the local server is, such as `http://localhost:8025`. */
  readonly platformUrl: string;
  /** Vouches for the platform's hosts in this run. */
  readonly authority: CertificateAuthority;
  /** Tells the app's connections from others. */
  readonly proof: AppProof;
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
  /** The folder of what was written. */
  readonly folder: string;
  /** Ends all connections and removes what was written. */
  close(): Promise<void>;
}

/**
 * Makes the official SDKs of any process that gets {@link ClientRoutes.env} talk to the local server
 * instead of the platform. Nothing is installed: when it is closed, nothing is left.
 */
export async function routeClients(options: RouteClientsOptions): Promise<ClientRoutes> {
  const { platformUrl, authority, proof, env, offline, onRefused } = options;
  const httpPort = Number(new URL(platformUrl).port);
  const trust = await writeTrustFiles(authority.pem, env, Date.now());
  const connectLocally = (isFromApp: boolean) =>
    isFromApp ? proof.connect(httpPort) : connect(httpPort, "127.0.0.1");
  // Node's connections come to the first; each of its requests proves itself.
  const front = createTlsFront(authority, () => connectLocally(false));
  const appFront = createTlsFront(authority, () => connectLocally(true));
  await once(front.listen(0, "127.0.0.1"), "listening");
  const openProxy = (admit: Admit) =>
    openForwardProxy({
      admit,
      answerTls: (socket, isFromApp) =>
        void (isFromApp ? appFront : front).emit("connection", socket),
      connectLocally,
      openTunnel: (host, port, isFromApp) => openTunnel(host, port, isFromApp ? env : {}),
      offline,
      onRefused,
    });
  const proxy = await openProxy(admitByPassword(proof.token));
  const javaProxy = await openProxy(admitByOwner);
  const closers = [front, appFront, proxy, javaProxy].map(closer);
  const { token } = proof;
  const [tlsPort, proxyPort, javaPort] = [portOf(front), portOf(proxy), portOf(javaProxy)];
  const ways = { trust, token, tlsPort, httpPort, proxyPort, javaPort, offline };
  return {
    env: clientEnvironment(ways, env),
    folder: trust.folder,
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
