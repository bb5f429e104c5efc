import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequestListener } from "@remix-run/node-fetch-server";
import { ReparteeError } from "@repartee/protocol";

type NodeHandler = (req: IncomingMessage, res: ServerResponse) => unknown;
type FetchHandler = (request: Request) => Response | Promise<Response>;

/**
 * An app, or the part of it that answers. A function of two parameters or more is what `node:http` calls,
 * an Express app say; a function of one or none takes a web-standard `Request` and returns a `Response`,
 * as the `fetch` of an app of Hono does.
 */
export type Handler =
  // One signature for both, so that TypeScript knows the parameters of a function written in place.
  | ((request: Request & IncomingMessage, response: ServerResponse) => unknown)
  | { fetch(request: Request): Response | Promise<Response> };

/** A server of this process for handlers. */
export interface AppHost {
  /** Without a trailing slash. */
  readonly url: string;
  /** Puts a handler in place of the one before. */
  serve(handler: Handler): void;
  close(): Promise<void>;
}

/** Listens on a free port of the loopback interface and has the handler answer. */
export async function createAppHost(first: Handler | undefined): Promise<AppHost> {
  let answer: NodeHandler = first === undefined ? nothingServed : toNodeHandler(first);
  const server = createServer(async (req, res) => {
    try {
      await answer(req, res);
    } catch (error) {
      fail(res, error);
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");

  return {
    url: `http://localhost:${address.port}`,
    serve(handler) {
      answer = toNodeHandler(handler);
    },
    async close() {
      server.close();
      server.closeAllConnections();
      if (server.listening) await once(server, "close");
    },
  };
}

function toNodeHandler(handler: Handler): NodeHandler {
  if (typeof handler === "object") return fetchListener((request) => handler.fetch(request));
  if (isNodeHandler(handler)) return handler;
  if (isFetchHandler(handler)) return fetchListener(handler);
  const sentence = `webhook must be a URL, a function or an app with fetch, got ${typeof handler}.`;
  throw new ReparteeError("options_invalid", sentence);
}

function isNodeHandler(handler: Handler): handler is NodeHandler {
  return typeof handler === "function" && handler.length >= 2;
}

function isFetchHandler(handler: Handler): handler is FetchHandler {
  return typeof handler === "function" && handler.length < 2;
}

function fetchListener(handler: FetchHandler): NodeHandler {
  return createRequestListener((request) => handler(request), {
    onError: (error) => new Response(describe(error), { status: 500 }),
  });
}

function nothingServed(_req: IncomingMessage, res: ServerResponse): void {
  res.writeHead(404).end("Nothing is served here yet: give `webhook`, or call `platform.serve`.");
}

/** The error goes into the answer: whoever waits for a message in vain is shown it. */
function fail(res: ServerResponse, error: unknown): void {
  if (res.headersSent) res.destroy();
  else res.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" }).end(describe(error));
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
