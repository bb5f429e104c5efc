import { once } from "node:events";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";

/** An HTTP server that answers from its first moment on. */
export interface FrontDoor {
  readonly http: Server;
  readonly port: number;
  /** Lets the requests from now on in. */
  open(handle: RequestListener): void;
}

/**
 * Listens. Until it is opened, `/healthz` answers 200 and every other request 503 with `Retry-After`:
 * no request waits for a platform that is still starting.
 */
export async function openFrontDoor(port: number, host = "127.0.0.1"): Promise<FrontDoor> {
  let handle: RequestListener = answerWhileStarting;
  const http = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (req, res) => handle(req, res));
  http.listen(port, host);
  await once(http, "listening");
  const address = http.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return {
    http,
    port: address.port,
    open(opened) {
      handle = opened;
    },
  };
}

// Official clients keep their connections. One that is closed while a request is on its way ends in
// ECONNRESET, which a busy machine meets often with Node's default of 5 s.
const KEEP_ALIVE_MS = 65_000;

const answerWhileStarting: RequestListener = ({ url = "" }, res) => {
  if (url.split("?")[0] === "/healthz") return send(res, 200, { status: "ok" });
  res.setHeader("Retry-After", "1");
  send(res, 503, { status: "not ready", reasons: ["The platform is starting."] });
};

function send(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { "Content-Type": "application/json; charset=utf-8" });
  res.end(JSON.stringify(body));
}
