import type { Runtime } from "@repartee/runtime";
import type { AccountDirectory, Clock, SendCore } from "@repartee/send-core";
import { type ErrorRequestHandler, Router } from "express";
import { authenticate } from "./authenticate.ts";
import { mediaRoutes } from "./media-routes.ts";
import { messageRoutes } from "./message-routes.ts";
import { notFound } from "./not-found.ts";
import { RestError, toErrorBody } from "./rest-error.ts";
import { shortLinkRoutes } from "./short-link-routes.ts";

/** What the REST API works with. */
export interface ServerParts {
  readonly sendCore: SendCore;
  /** Keeps each call that creates a message for the inspector. */
  readonly runtime: Runtime;
  readonly accounts: AccountDirectory;
  readonly clock: Clock;
  /** Told of what broke on this side; the client reads 20500. */
  readonly onError: (error: unknown) => void;
}

/** The REST API and short links, to be mounted at the root: `/2010-04-01` and `/m/…`, nothing else. */
export interface Server {
  readonly router: Router;
}

/** Makes the REST API as the platform's clients know it. */
export function createServer({ sendCore, runtime, accounts, clock, onError }: ServerParts): Server {
  const account = Router({ mergeParams: true, caseSensitive: true })
    .use(authenticate(accounts))
    .use(messageRoutes(sendCore, runtime, clock.now))
    .use(mediaRoutes(sendCore))
    .use((req) => {
      throw notAllowed(req.method, req.path) ?? notFound(req);
    });

  const router = Router({ caseSensitive: true });
  router.use(shortLinkRoutes(sendCore));
  router.use("/2010-04-01/Accounts/:account", account);
  router.use("/2010-04-01", (req) => {
    throw notFound(req);
  });
  router.use("/2010-04-01", answerError(onError));
  return { router };
}

/** The paths that exist, and their methods. */
const methods: readonly (readonly [path: RegExp, methods: string])[] = [
  [/^\/Messages\.json$/, "GET, POST"],
  [/^\/Messages\/[^/]+\.json$/, "GET"],
  [/^\/Messages\/[^/]+\/Media(\.json|\/[^/]+)$/, "GET"],
];

function notAllowed(method: string, path: string): RestError | undefined {
  const allowed = methods.find(([pattern]) => pattern.test(path))?.[1];
  if (allowed === undefined || allowed.includes(method)) return undefined;
  return new RestError(20004, `${method} is not allowed here; allowed are: ${allowed}.`);
}

function answerError(onError: (error: unknown) => void): ErrorRequestHandler {
  return function answerError(error: unknown, _req, res, next) {
    if (res.headersSent) return next(error);
    const known = toRestError(error);
    if (!known) onError(error);
    const body = toErrorBody(known?.code ?? 20500, known?.message ?? "Internal server error");
    res.status(body.status).json(body);
  };
}

/** Errors of our own, and those of the body parser by the HTTP status that they carry. */
function toRestError(error: unknown): RestError | undefined {
  if (error instanceof RestError) return error;
  if (!(error instanceof Error) || !("status" in error)) return undefined;
  if (error.status === 413) return new RestError(20413, "The request body is too large.");
  if (error.status === 415)
    return new RestError(20415, "The request body's encoding is not supported.");
  return error.status === 400 ? new RestError(20001, error.message) : undefined;
}
