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

/** A port where nobody listens: it was free a moment ago. */
export async function deadPort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, "listening");
  const port = portOf(server.address());
  server.close();
  await once(server, "close");
  return port;
}

function portOf(address: ReturnType<ReturnType<typeof createServer>["address"]>): number {
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}
