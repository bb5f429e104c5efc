import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { inbound as expressInbound } from "@repartee/express";
import { inbound as fastifyInbound } from "@repartee/fastify";
import { inbound as fetchInbound, toNodeListener } from "@repartee/fetch";
import { startPlatform } from "@repartee/testkit";
import express from "express";
import fastify from "fastify";
import { expect, onTestFinished, test } from "vitest";

/** How a test configures the webhook at the root of a server. */
interface Setup {
  readonly authToken: string;
  readonly publicUrl: string;
}

const answer = () => "Hello";

const hosts: Readonly<Record<string, (setup: Setup) => Promise<RequestListener>>> = {
  Express: async (setup) => express().post("/", expressInbound(setup, answer)),
  Fastify: async (setup) => {
    const app = fastify();
    app.register(fastifyInbound(setup, answer));
    await app.ready();
    return (req, res) => app.routing(req, res);
  },
  "node:http": async (setup) => toNodeListener(fetchInbound(setup, answer)),
};

/** A server whose app is made once its port is known. */
async function listening(): Promise<{ url: string; serve(app: RequestListener): void }> {
  let app: RequestListener = (_req, res) => void res.writeHead(503).end();
  const server = createServer((req, res) => app(req, res)).listen(0);
  await once(server, "listening");
  onTestFinished(() => void server.closeAllConnections());
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://localhost:${address.port}`,
    serve(next) {
      app = next;
    },
  };
}

// The first text of each pair is put behind the origin in the configured URL, the second in publicUrl.
const spellings = [
  ["", ""],
  ["", "/"],
  ["/", ""],
  ["?tenant=a", ""],
  ["/?", ""],
] as const;

test.each(
  Object.entries(hosts).flatMap(([name, start]) =>
    spellings.map(([configured, own]) => ({ name, start, configured, own })),
  ),
)(
  "$name: a webhook at the bare origin, configured with '$configured', public URL with '$own'",
  async ({ start, configured, own }) => {
    const { url, serve } = await listening();
    const platform = await startPlatform({ webhook: url + configured });
    onTestFinished(() => platform.close());
    const { authToken } = platform.account;
    serve(await start({ authToken, publicUrl: url + own }));
    const phone = platform.phone("+14155550100");
    await phone.sends("Hi");
    expect((await phone.receives()).body).toBe("Hello");
  },
);
