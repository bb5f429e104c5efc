import { text } from "node:stream/consumers";
import type { ConfiguredAccount } from "@repartee/send-core";
import { type Request, type RequestHandler, type Response, Router } from "express";
import type { CredentialAdoption } from "./adopt-credentials.ts";
import { accountOfPath, authenticateRequest, type Caller } from "./authenticate.ts";
import { type Fields, readFields } from "./fields.ts";
import { createFinder, type Found, isForApi } from "./find-operation.ts";
import { createMediaAccess, type MediaAccessParts } from "./media-access.ts";
import type { Answer, Call } from "./operation.ts";
import { createOperations, type OperationParts } from "./operations.ts";
import { RestError, toErrorBody } from "./rest-error.ts";
import { shortLinkRoutes } from "./short-link-routes.ts";
import { storageRefusal } from "./storage-refusal.ts";
import { writeXml } from "./write-xml.ts";
import { xmlRecordName } from "./xml-record-name.ts";

/** What the REST API works with. */
export interface ServerParts extends OperationParts, MediaAccessParts {
  /** Takes over credentials of an app. Default: unknown credentials are refused. */
  readonly adoption?: CredentialAdoption | undefined;
  /** Requests of one account at the same time; more are refused with 20429. Default: 100. */
  readonly maxConcurrent?: number | undefined;
  /** Told of what broke on this side; the client reads 20500, or 20503 where nothing can be stored. */
  readonly onError: (error: unknown) => void;
}

/**
 * The REST API and short links, to be mounted at the root: hosts of the platform, `/2010-04-01`,
 * `/v1/…`, `/v2/…` and `/m/…`, nothing else.
 */
export interface Server {
  readonly router: Router;
}

const MAX_FORM_BYTES = 256 * 1024;

/** Makes the REST API as the platform's clients know it. */
export function createServer(parts: ServerParts): Server {
  const { configuration, adoption, maxConcurrent = 100, onError } = parts;
  const find = createFinder(createOperations(parts));
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
    try {
      const found = find(req.method, req.hostname ?? "", req.path);
      if ("allowed" in found) {
        const allowed = found.allowed.join(", ");
        res.set("Allow", allowed);
        throw new RestError(20004, `${req.method} is not allowed here; allowed are: ${allowed}.`);
      }
      write(await run(found, req, res), found, res);
    } catch (error) {
      if (res.headersSent) return next(error);
      if (!(error instanceof RestError)) onError(error);
      const { code, message } =
        error instanceof RestError
          ? error
          : (storageRefusal(error) ?? new RestError(20500, "Internal server error"));
      if (code === 20003) res.set("WWW-Authenticate", 'Basic realm="Twilio API"');
      const body = toErrorBody(code, message);
      res.status(body.status);
      if (/^\/2010-04-01\b.*(?<!\.json)$/.test(req.path))
        res.type("xml").send(writeXml("RestException", body));
      else res.json(body);
    }
  };
  const router = Router({ caseSensitive: true, strict: true });
  return { router: router.use(shortLinkRoutes(parts.sendCore)).use(handle) };
}

async function toCall(
  { operation, path, format }: Found,
  { caller, isKey }: Caller,
  account: ConfiguredAccount,
  req: Request,
): Promise<Call> {
  const host = req.get("host") ?? "localhost";
  const isPlatform = host.replace(/:\d+$/, "").toLowerCase().endsWith(".twilio.com");
  return {
    operation,
    account,
    caller,
    isKey,
    path,
    format,
    query: readFields(req.originalUrl.split("?").slice(1).join("?")),
    form: operation.method === "POST" ? await readForm(req) : readFields(""),
    // The platform's hosts are reached through TLS, whoever has ended it before here.
    origin: isPlatform ? `https://${host.replace(/:\d+$/, "")}` : `${req.protocol}://${host}`,
    req,
  };
}

async function readForm(req: Request): Promise<Fields> {
  const type = req.headers["content-type"] ?? "application/x-www-form-urlencoded";
  const length = Number(req.headers["content-length"] ?? 0);
  if (length > MAX_FORM_BYTES) throw tooLarge();
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    if (length === 0 && req.headers["transfer-encoding"] === undefined) return readFields("");
    throw new RestError(20415, "The body must be application/x-www-form-urlencoded.");
  }
  if (!/^(identity)?$/i.test(req.headers["content-encoding"] ?? "")) {
    throw new RestError(20415, "The request body's encoding is not supported.");
  }
  return readFields(await text(limited(req)));
}

async function* limited(req: Request): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of req) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_FORM_BYTES) throw tooLarge();
    yield bytes;
  }
}

function tooLarge(): RestError {
  return new RestError(20413, "The request body is too large.");
}

function write(answer: Answer, { operation, format }: Found, res: Response): void {
  if ("send" in answer) {
    answer.send(res);
  } else if (answer.body === undefined) {
    res.status(answer.status).end();
  } else if (operation.product !== "api" || format === "json") {
    res.status(answer.status).json(answer.body);
  } else {
    // Without an extension the 2010 API answers XML.
    const name = xmlRecordName(operation.path);
    res.status(answer.status).type("xml").send(writeXml(name, answer.body));
  }
}
