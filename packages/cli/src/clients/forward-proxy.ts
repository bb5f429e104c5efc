import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { type ForwardRequestOptions, forwardRequest } from "./forward-request.ts";
import { joinSockets } from "./join-sockets.ts";
import { isPlatformHost } from "./platform-hosts.ts";
import { parseAuthority } from "./proxy-target.ts";
import { reach } from "./reach.ts";

export interface ForwardProxyOptions extends ForwardRequestOptions {
  /** Takes over a connection whose other end expects a host of the platform to speak TLS. */
  readonly answerTls: (socket: Duplex) => void;
}

/**
 * An HTTP proxy on a free loopback port: hosts of the platform are answered here, all others are
 * passed through untouched, or refused.
 */
export async function openForwardProxy(options: ForwardProxyOptions): Promise<Server> {
  const server = createServer((req, res) => forwardRequest(req, res, options));
  server.on("connect", async ({ url = "" }: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const target = parseAuthority(url);
    if (!target) return refuse(socket, 400, "CONNECT takes a host and a port");
    if (isPlatformHost(target.hostname)) {
      establish(socket, head);
      return options.answerTls(socket);
    }
    const reached = await reach(target, options);
    if (!reached.ok) return refuse(socket, reached.status, reached.sentence);
    establish(socket, head);
    joinSockets(socket, reached.socket);
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
function refuse(socket: Duplex, status: number, sentence: string): void {
  const reason = sentence.replace(/[^\x20-\x7e]/g, "?");
  const body = `${sentence}.\n`;
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
