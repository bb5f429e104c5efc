import type { Socket } from "node:net";
import tls from "node:tls";
import { type ConnectionOverrides, ReparteeError } from "@repartee/protocol";
import { Agent, buildConnector, errors } from "undici";
import { resolveLocalhost } from "../connect/resolve-localhost.ts";

/** How certificates are verified. */
export interface TlsOptions {
  /** PEM of further certificate authorities to trust. Default: only those of the system. */
  readonly ca?: string | undefined;
  /** Refuse certificates that cannot be verified. Default: true. */
  readonly verifyTls?: boolean | undefined;
}

/** The other end of a connection. */
export type Peer = Pick<Socket, "remoteAddress" | "remotePort">;

export interface AgentOptions extends TlsOptions {
  /**
   * Says whether a connection leads to the server that makes these requests. Such a connection ends
   * before a request goes out on it: an account must not read the server's own pages through its
   * webhooks. Default: no connection does.
   */
  readonly isOwnServer?: ((peer: Peer) => boolean) | undefined;
}

/** The connection pools of a client: one agent for each way to connect. */
export interface WebhookAgents {
  get(connection: ConnectionOverrides): Agent;
  readonly isDestroyed: boolean;
  /** Breaks off what is under way. */
  destroy(): Promise<void>;
}

/**
 * Connections to one origin at a time. More wait their turn, within their own time: an app that
 * hangs takes no more of the machine than this.
 */
const MAX_CONNECTIONS = 256;

/** Makes the pools; each origin has its own connections, so that a slow one holds up nobody else. */
export function createWebhookAgents(options: AgentOptions): WebhookAgents {
  const { ca, verifyTls = true, isOwnServer = () => false } = options;
  const agents = new Map<string, Agent>();
  const certificates: Certificates = {
    rejectUnauthorized: verifyTls,
    ALPNProtocols: ["http/1.1"],
    ...(ca === undefined ? {} : { ca: [...tls.rootCertificates, ca] }),
  };
  let isDestroyed = false;

  function connector({ connectMs, sni }: ConnectionOverrides): buildConnector.connector {
    const usual = buildConnector({ ...certificates, timeout: connectMs, lookup: resolveLocalhost });
    if (sni) return usual;
    return (options, callback) =>
      options.protocol === "https:"
        ? connectUnnamed(options, { ...certificates, timeout: connectMs }, callback)
        : usual(options, callback);
  }

  return {
    get(connection) {
      const key = `${connection.connectMs}/${connection.sni}`;
      const known = agents.get(key);
      if (known) return known;
      const connect = guarded(connector(connection), isOwnServer);
      const agent = new Agent({ connect, connections: MAX_CONNECTIONS });
      agents.set(key, agent);
      return agent;
    },
    get isDestroyed() {
      return isDestroyed;
    },
    async destroy() {
      isDestroyed = true;
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

/** Ends a connection to the own server. The address counts that was reached, not the URL's spelling. */
function guarded(
  connect: buildConnector.connector,
  isOwnServer: (peer: Peer) => boolean,
): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...outcome) => {
      const [, socket] = outcome;
      if (!socket || !isOwnServer(socket)) return callback(...outcome);
      socket.destroy();
      callback(new ReparteeError("own_server", `${options.host} is this server.`), null);
    });
}

type Certificates = Pick<tls.ConnectionOptions, "ca" | "rejectUnauthorized" | "ALPNProtocols">;

/** A TLS connection whose handshake does not name the host; undici's own always does. */
function connectUnnamed(
  { hostname, port }: buildConnector.Options,
  options: Certificates & { readonly timeout: number },
  callback: buildConnector.Callback,
): void {
  const { timeout, ...rest } = options;
  const socket = tls.connect({
    ...rest,
    host: hostname,
    port: Number(port) || 443,
    lookup: resolveLocalhost,
  });
  const tooLate = setTimeout(() => socket.destroy(new errors.ConnectTimeoutError()), timeout);
  let isTold = false;
  const tell = (...outcome: Parameters<buildConnector.Callback>) => {
    clearTimeout(tooLate);
    if (!isTold) callback(...outcome);
    isTold = true;
  };
  socket
    .setNoDelay(true)
    .once("secureConnect", () => tell(null, socket))
    .on("error", (error) => tell(error, null));
}
