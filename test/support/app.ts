import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { onTestFinished } from "vitest";

/** An app that listens on a free port of this machine until the test ends. */
export async function startApp(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0);
  await once(server, "listening");
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  return `http://localhost:${portOf(server.address())}`;
}

/** A port without a server: it was free a moment ago, and outgoing connections do not take it. */
export async function deadPort(): Promise<number> {
  const port = randomInt(20_000, 32_000);
  const server = createServer().listen(port);
  try {
    await once(server, "listening");
  } catch {
    return await deadPort();
  }
  server.close();
  await once(server, "close");
  return port;
}

function portOf(address: ReturnType<ReturnType<typeof createServer>["address"]>): number {
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}
