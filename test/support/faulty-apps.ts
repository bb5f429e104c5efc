import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

type Behaviour = (socket: Socket, path: string) => void;

const head = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/xml";
const document = "<Response><Message>Never.</Message></Response>";

/** Apps that do not work, each in its own way, on the bare socket. */
export const faults = {
  /** Takes the request and says nothing. */
  silent: () => {},
  /** Resets the connection. */
  resetting: (socket) => void socket.resetAndDestroy(),
  /** Hangs up. */
  hangingUp: (socket) => void socket.end(),
  /** Begins, and never comes to the end of it: one space every 20 ms. */
  dripping(socket) {
    socket.write(`${head}\r\n\r\n`);
    const drip = setInterval(() => socket.write(" "), 20);
    socket.on("close", () => clearInterval(drip));
  },
  /** Begins, and stops. */
  stopping: (socket) => void socket.write(`${head}\r\nContent-Length: 99\r\n\r\n<Resp`),
  /** Breaks off in the middle of what it has announced. */
  truncating: (socket) => void socket.end(`${head}\r\nContent-Length: 99\r\n\r\n<Resp`),
  /** Does not speak HTTP. */
  babbling: (socket) => void socket.end("220 mail.example ESMTP ready\r\n"),
  /** Answers in HTTP what is no document. */
  garbage: (socket) => void socket.end(`${head}\r\n\r\n\u0000\u0001<<<>>>`),
  /** Answers in an encoding that it does not name. */
  misencoded(socket) {
    socket.write(`${head}; charset=utf-8\r\n\r\n`);
    socket.end(Buffer.from("<Response><Message>Grüße</Message></Response>", "latin1"));
  },
  /** Answers with 65 kB. */
  verbose: (socket) => void socket.end(`${head}\r\n\r\n${document.padEnd(65_000 + 1_000)}`),
  /** Announces chunks and sends none. */
  empty: (socket) => void socket.end(`${head}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`),
  /** Sends everybody in circles. */
  circling: (socket, path) =>
    void socket.end(
      `HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: ${path}\r\nContent-Length: 0\r\n\r\n`,
    ),
  /** Fails. */
  failing: (socket) =>
    void socket.end("HTTP/1.1 500 Oops\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
} as const satisfies Record<string, Behaviour>;

/** Starts such an app, on a port of its own, until the test ends. */
export async function startFaulty(behaviour: Behaviour): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    // A request is short: its head comes whole.
    socket.once("data", (data) => {
      behaviour(socket, /^\w+ ([^\s?]+)/.exec(data.toString("latin1"))?.[1] ?? "/");
    });
  }).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return `http://127.0.0.1:${address.port}`;
}
