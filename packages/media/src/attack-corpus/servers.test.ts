import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { createServer, type Server, type Socket } from "node:net";
import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type FetchMediaOptions, fetchMedia } from "../index.ts";
import { serverAttacks } from "./servers.fixture.ts";

const sockets = new Set<Socket>();
const servers: Server[] = [];
/** Every byte that any server was sent. */
let heard = "";
let hidden = "";
let visits = 0;

async function listen(server: Server): Promise<string> {
  servers.push(server);
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("data", (bytes: Buffer) => {
      heard += bytes.toString("latin1");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return address !== null && typeof address === "object" ? `127.0.0.1:${address.port}` : "";
}

beforeAll(async () => {
  hidden = await listen(createServer(() => void visits++));
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  heard = "";
});
afterAll(() => {
  for (const server of servers) server.close();
  expect(visits, "connections to the hidden server").toBe(0);
});

const secret = "5ecret-t0ken";
const credentials = { username: "AC0", password: secret };
const basic = Buffer.from(`AC0:${secret}`).toString("base64");
const limits: FetchMediaOptions = {
  credentials,
  retries: 0,
  maxBytes: 100_000,
  // On a busy machine everything takes longer. No time limit may end an attack that something else must end.
  connectMs: 60_000,
  firstByteMs: 60_000,
  idleMs: 60_000,
  totalMs: 60_000,
  minBytesPerSecond: 1,
};

function outcome(url: string, options: FetchMediaOptions): Promise<unknown> {
  return fetchMedia(url, options).catch((error: unknown) => error);
}

test.each(serverAttacks)("$what: $code", async ({ code, hop = 0, limit, within, answer, raw }) => {
  const server = raw
    ? createServer(raw)
    : createHttpServer((req, res) => answer?.(req, res, hidden));
  const origin = `http://${await listen(server)}`;
  // The server is the provider's neighbour, opened for this fetch; the credentials are not for it.
  const error = await outcome(`${origin}/`, { ...limits, ...within, allow: [origin] });
  expect(error).toMatchObject({
    name: "ReparteeError",
    code,
    details: { hop, ...(limit !== undefined && { limit }) },
  });
  expect(heard).not.toContain("Authorization");
  expect(inspect(error, { depth: 20 })).not.toMatch(new RegExp(`${secret}|${basic}`));
});

describe("bait for credentials", () => {
  const serveText = () => listen(createHttpServer((_, res) => void res.end("plain text")));

  test.each([
    "http://api.twilio.com.evil.test:PORT/",
    "http://api.twilio.com@evil.test:PORT/",
    "http://api.twilio.com:443@evil.test:PORT/",
    "http://evil.test:PORT/https://api.twilio.com/",
    "http://evil.test:PORT/?u=https://api.twilio.com",
    "http://evil.test:PORT#@api.twilio.com/",
    "http://api.twilio.com:PORT/",
    "http://api-twilio-com.test:PORT/",
    "http://api.twilio.com.:PORT/",
    "http://apiatwilio.com:PORT/",
    "http://AC0:bait@evil.test:PORT/",
  ])("%s gets none", async (template) => {
    const port = (await serveText()).split(":")[1] ?? "";
    const media = await outcome(template.replace("PORT", port), {
      ...limits,
      allow: ["loopback"],
      resolve: async () => ["127.0.0.1"],
    });
    expect(media).toMatchObject({ size: 10 });
    expect(heard).toMatch(/^GET /);
    expect(heard).not.toContain("Authorization");
  });

  test("the provider's own redirect, to itself or away, gets none", async () => {
    const store = `http://${await serveText()}`;
    let target = "/second";
    const provider = `http://${await listen(
      createHttpServer(({ url }, res) =>
        url === "/first" ? void res.writeHead(302, { Location: target }).end() : void res.end("a"),
      ),
    )}`;
    for (const where of ["/second", `${store}/file`]) {
      target = where;
      heard = "";
      const media = await outcome(`${provider}/first`, {
        ...limits,
        providerOrigin: provider,
        allow: [store],
      });
      expect(media).toMatchObject({ hops: { length: 2 } });
      expect(heard.match(/Authorization: Basic/g)).toHaveLength(1);
      expect(heard).toMatch(new RegExp(`^GET /first [^]*?Authorization: Basic ${basic}\r\n`));
    }
  });

  test("a stranger's redirect to the provider gets none", async () => {
    const provider = `http://${await serveText()}`;
    const stranger = `http://${await listen(
      createHttpServer((_, res) => void res.writeHead(302, { Location: provider }).end()),
    )}`;
    const media = await outcome(stranger, {
      ...limits,
      providerOrigin: provider,
      allow: [stranger],
    });
    expect(media).toMatchObject({ hops: { length: 2 } });
    expect(heard).not.toContain("Authorization");
  });
});

test("the TLS name is the URL's, not the address that the connection goes to", async () => {
  const server = createServer((socket) => void socket.once("data", () => socket.destroy()));
  const port = (await listen(server)).split(":")[1] ?? "";
  const origin = `https://pictures.test:${port}`;
  const error = await outcome(origin, {
    ...limits,
    allow: [origin],
    resolve: async () => ["127.0.0.1"],
  });
  expect(error).toMatchObject({ code: "media_unreachable" });
  expect(heard).toContain("pictures.test");
  expect(heard).not.toContain("127.0.0.1");
});
