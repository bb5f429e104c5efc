import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { hostContract, type RunningHost } from "@repartee/testkit/contracts";
import { Hono } from "hono";
import { inbound, statusCallback, toNodeListener } from "./index.ts";

async function listen(listener: RequestListener): Promise<RunningHost> {
  const server = createServer(listener).listen(0);
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

hostContract("Hono", ({ options, onMessage, onStatus }) => {
  const sms = inbound(options, onMessage);
  const status = statusCallback(options, onStatus);
  const app = new Hono()
    .on(["GET", "POST"], "/sms", (c) => sms(c.req.raw))
    .post("/status", (c) => status(c.req.raw));
  return listen(getRequestListener(app.fetch));
});

hostContract("node:http", ({ options, onMessage, onStatus }) => {
  const sms = toNodeListener(inbound(options, onMessage));
  const status = toNodeListener(statusCallback(options, onStatus));
  return listen((req, res) => (req.url === "/status" ? status(req, res) : sms(req, res)));
});
