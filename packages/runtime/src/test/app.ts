import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { onTestFinished } from "vitest";
import type { Certificate } from "./certificates.ts";

/** A request as the app has seen it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** Answers a request that was read whole. */
export type Answerer = (
  request: Seen,
  answer: Parameters<RequestListener>[1],
) => void | Promise<void>;

/** An app on a free port of this machine until the test ends, and what it was asked. */
export interface App {
  readonly origin: string;
  readonly seen: Seen[];
}

/** Starts a real HTTP server, or an HTTPS one with the certificate. */
export async function startApp(answerer: Answerer, certificate?: Certificate): Promise<App> {
  const seen: Seen[] = [];
  const listener: RequestListener = async (incoming, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method = "", url = "", headers } = incoming;
    const request = { method, url, headers, body: Buffer.concat(chunks).toString() };
    seen.push(request);
    await answerer(request, answer);
  };
  const server = certificate
    ? createTlsServer({ key: certificate.key, cert: certificate.chain }, listener)
    : createServer(listener);
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  const port = await listen(server);
  return { origin: `${certificate ? "https" : "http"}://localhost:${port}`, seen };
}

/** Starts a server that has a listener of its own. */
export async function startListener(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  return `http://localhost:${await listen(server)}`;
}

/** Starts a server that speaks on the bare socket. */
export async function startTcp(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    onSocket(socket);
  });
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `localhost:${await listen(server)}`;
}

// Listens, and never looks whether somebody has come.
const deaf = `
  const { parentPort } = require("node:worker_threads");
  const server = require("node:net").createServer();
  server.listen({ port: 0, host: "127.0.0.1", backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

/** Starts a server whose queue of connections is full: who comes now hears nothing. */
export async function startDeaf(): Promise<string> {
  const worker = new Worker(deaf, { eval: true });
  const [port]: unknown[] = await once(worker, "message");
  const waiting = Array.from({ length: 3 }, () => connect(Number(port), "127.0.0.1"));
  for (const socket of waiting) socket.on("error", () => {});
  onTestFinished(async () => {
    for (const socket of waiting) socket.destroy();
    await worker.terminate();
  });
  // One more than the backlog is taken in; the last one waits as whoever comes then.
  await Promise.all(waiting.slice(0, 2).map((socket) => once(socket, "connect")));
  return `127.0.0.1:${port}`;
}

/** A port where nobody listens: it was free a moment ago. */
export async function deadPort(): Promise<number> {
  const server = createTcpServer();
  const port = await listen(server);
  server.close();
  await once(server, "close");
  return port;
}

async function listen(server: Server): Promise<number> {
  server.listen(0);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}
