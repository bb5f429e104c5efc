import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createTcpServer, type Server } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { openTunnel } from "./open-tunnel.ts";

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}

/** A server that greets, and a proxy that lets nobody through. */
async function greeterAndProxy() {
  const greeter = await listening(createTcpServer((socket) => socket.end("straight")));
  const refusing = createServer().on("connect", (_req, socket) =>
    socket.end("HTTP/1.1 407 Who are you\r\n\r\n"),
  );
  return { greeter, proxy: `http://127.0.0.1:${await listening(refusing)}` };
}

test.each([
  ["none", {}],
  ["that excepts all hosts", { NO_PROXY: "*" }],
  ["that excepts this host", { no_proxy: "example.com, 127.0.0.1" }],
  ["that excepts its domain", { NO_PROXY: ".0.0.1" }],
])("straight, with an own proxy: %s", async (name, exceptions) => {
  const { greeter, proxy } = await greeterAndProxy();
  const env = name === "none" ? {} : { HTTPS_PROXY: proxy, ...exceptions };
  const socket = await openTunnel("127.0.0.1", greeter, env);
  expect(String(await once(socket, "data"))).toBe("straight");
});

test("says what the own proxy has answered", async () => {
  const { greeter, proxy } = await greeterAndProxy();
  const env = { https_proxy: proxy, NO_PROXY: "example.com,1.0.0.1" };
  await expect(openTunnel("127.0.0.1", greeter, env)).rejects.toThrow(
    /^the proxy \S+ answered 407$/,
  );
});

test("says that nobody is there", async () => {
  const server = createTcpServer();
  const port = await listening(server);
  server.close();
  await once(server, "close");
  await expect(openTunnel("127.0.0.1", port, {})).rejects.toMatchObject({ code: "ECONNREFUSED" });
});
