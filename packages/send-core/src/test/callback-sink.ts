import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { createCallbackPoster, createWebhookClient } from "../../../runtime/src/index.ts";
import { openCore, type TestCore, type TestCoreOptions } from "./open-core.ts";

interface Post {
  readonly url: string;
  readonly signature: string;
  readonly fields: Record<string, string>;
}

interface Sink {
  readonly url: string;
  readonly posts: readonly Post[];
  /** Resolves once so many posts have come. */
  count(posts: number): Promise<void>;
}

/** An app that listens for status callbacks. `answer` holds an answer back for as long as it likes. */
export async function openSink(
  status = 204,
  answer: () => Promise<void> = async () => {},
): Promise<Sink> {
  const posts: Post[] = [];
  const waiting = new Set<() => void>();
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    posts.push({
      url: `http://${request.headers.host}${request.url}`,
      signature: String(request.headers["x-twilio-signature"]),
      fields: Object.fromEntries(new URLSearchParams(body)),
    });
    for (const look of waiting) look();
    await answer();
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${port(server.address())}/status?order=7`,
    posts,
    count: (wanted) =>
      new Promise((resolve) => {
        const look = () => posts.length >= wanted && waiting.delete(look) && resolve();
        waiting.add(look);
        look();
      }),
  };
}

function port(address: AddressInfo | string | null): number {
  if (typeof address !== "object" || !address) throw new Error("No address.");
  return address.port;
}

/** A port where nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const free = port(server.address());
  await new Promise((resolve) => server.close(resolve));
  return free;
}

export async function opened(options: TestCoreOptions = {}): Promise<TestCore> {
  const client = createWebhookClient();
  const testCore = await openCore({ poster: createCallbackPoster(client), ...options });
  onTestFinished(async () => {
    await client.close();
    await testCore.close();
  });
  return testCore;
}

export const to = (url: string) => ({ statusCallback: { url, method: "POST" } as const });

/** Waits until the log of a message holds so many attempts. */
export async function logged(
  { core }: TestCore,
  sid: Parameters<typeof core.callbacks>[0],
  count: number,
) {
  for (;;) {
    const log = await core.callbacks(sid);
    if (log.length >= count) return log;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
