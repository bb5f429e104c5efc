import { hostContract } from "@repartee/testkit/contracts";
import fastify from "fastify";
import { inbound, statusCallback } from "./index.ts";

hostContract("Fastify", async ({ options, onMessage, onStatus }) => {
  const app = fastify({ forceCloseConnections: true });
  app.register(inbound(options, onMessage), { prefix: "/sms" });
  app.register(statusCallback(options, onStatus), { prefix: "/status" });
  return { url: await app.listen({ port: 0 }), close: () => app.close() };
});
