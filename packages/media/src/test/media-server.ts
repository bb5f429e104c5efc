import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { expect, onTestFinished } from "vitest";
import { type FetchMediaOptions, fetchMedia } from "../index.ts";

/** The first bytes of a JPEG: what the sniffer looks at. */
export const jpeg: Buffer = Buffer.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
]);

/** Options that reach servers of this machine, without repeats. */
export const loopback: FetchMediaOptions = { allow: ["loopback"], retries: 0 };

/** Serves on this machine until the test ends. @returns the server's origin. */
export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

/** The error that a fetch ends with. */
export function failure(url: string, options: FetchMediaOptions = loopback): Promise<unknown> {
  return fetchMedia(url, options).then(
    () => expect.unreachable("it was fetched"),
    (error: unknown) => error,
  );
}
