import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";

type Environment = Readonly<Record<string, string | undefined>>;

const withinMs = 30_000;

/**
 * A connection to a host beyond this machine: through the proxy that the user's own environment names
 * for it, else straight.
 *
 * @throws an error of the system, or one that says what the user's proxy has answered.
 */
export async function openTunnel(host: string, port: number, env: Environment): Promise<Duplex> {
  const proxy = proxyFor(host, env);
  return proxy ? throughProxy(proxy, `${host}:${port}`) : straight(host, port);
}

async function straight(host: string, port: number): Promise<Duplex> {
  const socket = connect({ host, port, autoSelectFamily: true });
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(withinMs) });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function throughProxy(proxy: URL, target: string): Promise<Duplex> {
  const asked = request({
    host: proxy.hostname,
    port: proxy.port || 80,
    method: "CONNECT",
    path: target,
    headers: { Host: target, ...authorization(proxy) },
    signal: AbortSignal.timeout(withinMs),
  }).end();
  // Whatever the proxy answers to CONNECT, Node hands over the connection.
  const [answer, socket]: [{ statusCode?: number }, Duplex] = await once(asked, "connect").then(
    ([answer, socket]) => [answer, socket],
  );
  if (answer.statusCode === 200) return socket;
  socket.destroy();
  throw new Error(`the proxy ${proxy.host} answered ${answer.statusCode}`);
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === "") return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "Proxy-Authorization": `Basic ${Buffer.from(pair).toString("base64")}` };
}

function proxyFor(host: string, env: Environment): URL | undefined {
  const proxy = env.https_proxy ?? env.HTTPS_PROXY ?? env.all_proxy ?? env.ALL_PROXY ?? "";
  if (!URL.canParse(proxy) || isException(host, env.no_proxy ?? env.NO_PROXY ?? ""))
    return undefined;
  const url = new URL(proxy);
  // A proxy of another kind (SOCKS, TLS) is not spoken to here.
  return url.protocol === "http:" ? url : undefined;
}

function isException(host: string, list: string): boolean {
  return list
    .split(",")
    .map((entry) => entry.trim().replace(/^\*?\./, ""))
    .some((entry) => entry === "*" || (entry !== "" && `.${host}`.endsWith(`.${entry}`)));
}
