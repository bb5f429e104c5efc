import { type ConfiguredAccount, storageRefusal } from "@repartee/send-core";
import { type Request, type RequestHandler, type Response, Router } from "express";
import type { CredentialAdoption } from "./auth/adopt-credentials.ts";
import { accountOfPath, authenticateRequest, type Caller } from "./auth/authenticate.ts";
import { refuseClosedAccounts } from "./auth/refuse-closed-accounts.ts";
import { readFields } from "./http/fields.ts";
import { createFinder, type Found, isForApi } from "./http/find-operation.ts";
import type { Answer, Call } from "./http/operation.ts";
import { readForm } from "./http/read-form.ts";
import { RestError } from "./http/rest-error.ts";
import { setStandardHeaders } from "./http/standard-headers.ts";
import { writeAnswer, writeError } from "./http/write-response.ts";
import { createMediaAccess, type MediaAccessParts } from "./operations/messages/media-access.ts";
import { shortLinkRoutes } from "./operations/messages/short-link-routes.ts";
import { createOperations, type OperationParts } from "./operations/operations.ts";

/** What the REST API works with. */
export interface ServerParts extends OperationParts, MediaAccessParts {
  /** Takes over credentials of an app. Default: unknown credentials are refused. */
  readonly adoption?: CredentialAdoption | undefined;
  /** Requests of one account at the same time; more are refused with 20429. Default: 100. */
  readonly maxConcurrent?: number | undefined;
  /** Gets unexpected errors; the client reads 20500, or 20503 where nothing can be stored. */
  readonly onError: (error: unknown) => void;
}

/**
 * The REST API and short links, to be mounted at the root: hosts of the platform, `/2010-04-01`,
 * `/v1/…`, `/v2/…` and `/m/…`, nothing else.
 */
export interface Server {
  readonly router: Router;
}

/** Makes the REST API as Twilio's clients know it. */
export function createServer(parts: ServerParts): Server {
  const { configuration, adoption, maxConcurrent = 100, onError } = parts;
  const operations = { ...parts, configuration: refuseClosedAccounts(configuration) };
  const find = createFinder(createOperations(operations));
  const mediaAccess = createMediaAccess(parts);
  const underWay = new Map<string, number>();

  async function run(found: Found, req: Request, res: Response): Promise<Answer> {
    const known = await callerOf(found, req);
    const account = await accountOfPath(configuration, known, found.path.AccountSid);
    const { sid } = known.caller;
    const count = (underWay.get(sid) ?? 0) + 1;
    res.set("Twilio-Concurrent-Requests", String(count));
    if (count > maxConcurrent) {
      throw new RestError(20429, `More than ${maxConcurrent} requests at the same time.`);
    }
    underWay.set(sid, count);
    try {
      const call = await toCall(found, known, account, req);
      const answer = await call.operation.run(call);
      mediaAccess.served(found);
      return answer;
    } finally {
      underWay.set(sid, (underWay.get(sid) ?? 1) - 1);
    }
  }

  async function callerOf(found: Found, req: Request): Promise<Caller> {
    const open = await mediaAccess.caller(found);
    if (open) return open;
    try {
      return await authenticateRequest(configuration, req, adoption);
    } catch (error) {
      mediaAccess.refused(found, req);
      throw error;
    }
  }

  const handle: RequestHandler = async function handle(req, res, next) {
    if (!isForApi(req.hostname ?? "", req.path)) return next();
    const setDuration = setStandardHeaders(res, parts.clock);
    try {
      if (req.method === "OPTIONS") {
        setDuration();
        return void res.status(204).end();
      }
      const found = find(req.method === "HEAD" ? "GET" : req.method, req.hostname ?? "", req.path);
      if ("allowed" in found) {
        const allowed = found.allowed.join(", ");
        res.set("Allow", allowed);
        throw new RestError(20004, `${req.method} is not allowed here; allowed are: ${allowed}.`);
      }
      const answer = await run(found, req, res);
      setDuration();
      writeAnswer(answer, found, res);
    } catch (error) {
      if (res.headersSent) return next(error);
      if (!(error instanceof RestError)) onError(error);
      setDuration();
      writeError(toRestError(error), req.path, res);
    }
  };
  const router = Router({ caseSensitive: true, strict: true });
  return { router: router.use(shortLinkRoutes(parts.sendCore)).use(handle) };
}

function toRestError(error: unknown): RestError {
  if (error instanceof RestError) return error;
  const refusal = storageRefusal(error);
  return refusal
    ? new RestError(refusal.code, refusal.sentence)
    : new RestError(20500, "Internal server error");
}

async function toCall(
  { operation, path, format }: Found,
  known: Caller,
  account: ConfiguredAccount,
  req: Request,
): Promise<Call> {
  const host = req.get("host") ?? "localhost";
  const readsForm = operation.method === "POST" && !operation.ignoresBody;
  const isPlatform = host.replace(/:\d+$/, "").toLowerCase().endsWith(".twilio.com");
  return {
    operation,
    ...known,
    account,
    path,
    format,
    query: readFields(req.originalUrl.split("?").slice(1).join("?")),
    form: readsForm ? await readForm(req) : readFields(""),
    // The proxy ends the TLS of the platform's hosts.
    origin: isPlatform ? `https://${host.replace(/:\d+$/, "")}` : `${req.protocol}://${host}`,
    req,
  };
}
