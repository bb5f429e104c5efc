import type { IncomingMessage, ServerResponse } from "node:http";
import { type Receiver, readBody } from "@repartee/webhook";

/**
 * A listener for `http.createServer`: the webhook without a framework.
 *
 * It answers every path; look at `req.url` first where there are several.
 *
 * @example
 * createServer(toNodeListener(inbound({ authToken, publicUrl }, answer))).listen(3000);
 */
export function toNodeListener({
  receiver,
}: {
  readonly receiver: Receiver;
}): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
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
