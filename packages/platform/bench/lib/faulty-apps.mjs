// 200 apps that do not work, in a process of their own: each takes requests and never ends one.
import { createServer } from "node:net";

const head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n";
const faults = [
  // Says nothing.
  () => {},
  // One space every 100 ms.
  (socket) => {
    socket.write(`${head}\r\n`);
    const drip = setInterval(() => socket.write(" "), 100);
    socket.on("close", () => clearInterval(drip));
  },
  // Stops in the middle.
  (socket) => socket.write(`${head}Content-Length: 99\r\n\r\n<Resp`),
];

const ports = await Promise.all(
  Array.from(
    { length: 200 },
    (_, index) =>
      new Promise((resolve) => {
        const server = createServer((socket) => {
          socket.on("error", () => {}).once("data", () => faults[index % faults.length](socket));
        }).listen(0, "127.0.0.1", () => resolve(server.address().port));
      }),
  ),
);
process.send({ ports });
process.on("disconnect", () => process.exit());
