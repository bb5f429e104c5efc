import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Admit } from "../admit-client.ts";
import { isPlatformHost } from "../hosts/platform-hosts.ts";
import { reach } from "../hosts/reach.ts";
import { type ForwardRequestOptions, forwardRequest } from "./forward-request.ts";
import { pipeSockets } from "./pipe-sockets.ts";
import { parseAuthority } from "./proxy-target.ts";

export interface ForwardProxyOptions extends ForwardRequestOptions {
  readonly admit: Admit;
  /** Takes over a connection whose other end expects a host of the provider to speak TLS. */
  readonly answerTls: (socket: Duplex, isFromApp: boolean) => void;
}

const challenge = 'Proxy-Authenticate: Basic realm="repartee dev"';
const password = "the proxy of repartee dev needs the password of this run";

/**
 * An HTTP proxy on a free loopback port: hosts of the provider are answered here, all others are passed
 * through untouched, or refused. Clients that it does not admit get 407.
 */
export async function openForwardProxy(options: ForwardProxyOptions): Promise<Server> {
  const { admit, answerTls } = options;
  const server = createServer((req, res) => {
    const admission = admit(req);
    if (admission !== "refused") return forwardRequest(req, res, admission === "app", options);
    res.writeHead(407, { "Proxy-Authenticate": 'Basic realm="repartee dev"' }).end(`${password}\n`);
  });
  server.on("connect", async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const admission = admit(request);
    if (admission === "refused") return refuse(socket, 407, password, challenge);
    const target = parseAuthority(request.url ?? "");
    if (!target) return refuse(socket, 400, "CONNECT takes a host and a port");
    if (isPlatformHost(target.hostname)) {
      establish(socket, head);
      return answerTls(socket, admission === "app");
    }
    const reached = await reach(target, options, admission === "app");
    if (!reached.ok) return refuse(socket, reached.status, reached.sentence);
    establish(socket, head);
    pipeSockets(socket, reached.socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

function establish(socket: Duplex, head: Buffer): void {
  socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
  socket.unshift(head);
}

/** The sentence stands in the status line too: most clients show no more of a failed CONNECT. */
function refuse(socket: Duplex, status: number, sentence: string, ...headers: string[]): void {
  const reason = sentence.replace(/[^\x20-\x7e]/g, "?");
  const body = `${sentence}.\n`;
  const lines = [
    `HTTP/1.1 ${status} ${reason}`,
    ...headers,
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`);
}
