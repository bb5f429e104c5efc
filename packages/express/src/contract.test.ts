import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { type HostSetup, hostContract, type RunningHost } from "@repartee/testkit/contracts";
import express from "express";
import { inbound, statusCallback } from "./index.ts";

// The last line of Express 4; its types are those of Express 5 as far as they are used here.
const express4: typeof express = createRequire(import.meta.url)("express4");

async function listen(app: RequestListener): Promise<RunningHost> {
  const server = createServer(app).listen(0);
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

const mount = (app: ReturnType<typeof express>, { options, onMessage, onStatus }: HostSetup) =>
  app.all("/sms", inbound(options, onMessage)).post("/status", statusCallback(options, onStatus));

hostContract("Express 5", (setup) => listen(mount(express(), setup)));
hostContract("Express 4", (setup) => listen(mount(express4(), setup)));
