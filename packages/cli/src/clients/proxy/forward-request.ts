import { type IncomingMessage, request, type ServerResponse } from "node:http";
import { isIP, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { connect as connectTls } from "node:tls";
import { isPlatformHost } from "../hosts/platform-hosts.ts";
import { type Reach, type Reached, reach } from "../hosts/reach.ts";
import { type ProxyTarget, targetOf } from "./proxy-target.ts";

export interface ForwardRequestOptions extends Reach {
  /** Opens a connection to the server that answers for the provider's hosts, without TLS. */
  readonly connectLocally: (isFromApp: boolean) => Socket;
}

/** Answers a request for a whole URL: some clients ask a proxy so even for https. */
export async function forwardRequest(
  req: IncomingMessage,
  res: ServerResponse,
  isFromApp: boolean,
  options: ForwardRequestOptions,
): Promise<void> {
  const answer = (status: number, sentence: string) => {
    if (res.headersSent) res.destroy();
    else res.writeHead(status, { "Content-Type": "text/plain" }).end(`${sentence}.\n`);
  };
  const target = targetOf(req.url ?? "");
  if (!target) return answer(400, "This is the proxy of repartee dev: it takes whole URLs");
  const reached = await connectTo(target, isFromApp, options);
  if (!reached.ok) return answer(reached.status, reached.sentence);

  const asked = request({
    method: req.method,
    path: `${target.url.pathname}${target.url.search}`,
    headers: endToEnd(req.rawHeaders),
    createConnection: () => reached.socket,
  });
  asked.on("response", (got) => {
    res.writeHead(got.statusCode ?? 502, got.statusMessage, endToEnd(got.rawHeaders));
    got.pipe(res);
  });
  asked.on("error", ({ message }) => answer(502, `${target.hostname} did not answer: ${message}`));
  res.on("close", () => reached.socket.destroy());
  req.pipe(asked);
}

async function connectTo(
  target: ProxyTarget & { readonly url: URL },
  isFromApp: boolean,
  options: ForwardRequestOptions,
): Promise<Reached> {
  if (isPlatformHost(target.hostname)) {
    return { ok: true, socket: options.connectLocally(isFromApp) };
  }
  const reached = await reach(target, options, isFromApp);
  if (!reached.ok || target.url.protocol === "http:") return reached;
  return { ok: true, socket: secured(reached.socket, target.hostname) };
}

function secured(socket: Duplex, servername: string): Duplex {
  // An address is no name to ask for.
  return connectTls({ socket, ...(isIP(servername) === 0 && { servername }) });
}

/** What concerns one connection alone ends here. */
function endToEnd(rawHeaders: readonly string[]): string[] {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 && !/^(connection|keep-alive|proxy-.*|te|upgrade)$/i.test(name)
      ? [name, rawHeaders[index + 1] ?? ""]
      : [],
  );
}
