import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import { type Receiver, readBody } from "@repartee/webhook";

/** A listener of `node:http`, `node:https` or `node:http2`. */
export type NodeListener = (
  req: IncomingMessage | Http2ServerRequest,
  res: ServerResponse | Http2ServerResponse,
) => Promise<void>;

/**
 * A listener for `http.createServer`: the webhook without a framework.
 *
 * It answers every path; look at `req.url` first where there are several.
 *
 * @example
 * createServer(toNodeListener(inbound({ authToken, publicUrl }, answer))).listen(3000);
 */
export function toNodeListener({ receiver }: { readonly receiver: Receiver }): NodeListener {
  return async function webhook(req, res) {
    const { status, headers, body } = await receiver({
      method: req.method ?? "",
      target: req.url ?? "",
      header: (name) => req.headers[name]?.toString(),
      body: () => readBody(req),
    });
    res.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) });
    res.end(body);
  };
}
