/** A TCP socket on which a process waits for connections. */
export interface ListeningSocket {
  readonly port: number;
  /** The address it is bound to, such as `0.0.0.0`, `127.0.0.1` or `::`. */
  readonly address: string;
  /** The same for as long as the socket lives; another one on the same port has another. */
  readonly id: string;
  /** The command line of its process; empty where the system does not say. */
  readonly command: string;
}

/** Where a socket is reached from this machine. */
export function originOf({ address, port }: Pick<ListeningSocket, "address" | "port">): string {
  const isLocal = /^(0\.0\.0\.0|127\.0\.0\.1|::1?|\*|)$/.test(address);
  const host = isLocal ? "localhost" : address.includes(":") ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
