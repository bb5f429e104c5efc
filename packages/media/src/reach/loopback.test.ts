import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { isReparteeError } from "@repartee/protocol";
import { afterEach, expect, test, vi } from "vitest";
import { createMediaFetcher, type FetchMediaOptions, fetchMedia } from "../index.ts";

const servers: Server[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

const jpeg = Buffer.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0,
]);
const failure = (url: string, options: FetchMediaOptions) =>
  fetchMedia(url, options).then(
    () => expect.unreachable("it was fetched"),
    (error: unknown) => error,
  );

const account = { accountSid: "AC1", authToken: "secret", retries: 0 };
const reached = (fetcher: ReturnType<typeof createMediaFetcher>, url: string) =>
  fetcher(url).then(
    ({ size }) => size,
    (error: unknown) => (isReparteeError(error) ? error.code : error),
  );

/** A server that has a picture, and the credentials that it was sent. */
async function provider() {
  const seen: (string | undefined)[] = [];
  const origin = await serve((req, res) => {
    seen.push(req.headers.authorization);
    res.setHeader("Content-Type", "image/jpeg").end(jpeg);
  });
  return { origin, seen };
}

test("the origin in REPARTEE_URL, with the credentials, and no other port", async () => {
  const [ours, other] = [await provider(), await provider()];
  vi.stubEnv("REPARTEE_URL", `${ours.origin}/`);
  const fetcher = createMediaFetcher(account);
  expect(await reached(fetcher, `${ours.origin}/a`)).toBe(jpeg.length);
  expect(ours.seen).toEqual([`Basic ${Buffer.from("AC1:secret").toString("base64")}`]);
  expect(await reached(fetcher, `${other.origin}/a`)).toBe("media_blocked");
  expect(other.seen).toEqual([]);
});

test.each([
  ["an explicit option wins", {}, { providerOrigin: "https://api.example.com" }],
  ["not in production", { NODE_ENV: "production" }, {}],
  ["not without the variable", { REPARTEE_URL: undefined }, {}],
  ["not for another port", { REPARTEE_URL: "http://127.0.0.1:1" }, {}],
  ["not for what is not a URL", { REPARTEE_URL: "127.0.0.1" }, {}],
])("%s", async (_, env, options) => {
  const { origin, seen } = await provider();
  for (const [name, value] of Object.entries({ REPARTEE_URL: origin, ...env }))
    vi.stubEnv(name, value);
  const fetcher = createMediaFetcher({ ...account, ...options });
  expect(await reached(fetcher, `${origin}/a`)).toBe("media_blocked");
  expect(seen).toEqual([]);
});

test("REPARTEE_URL of another machine, or a name of this one that leads elsewhere, opens nothing", async () => {
  const resolve = async () => ["10.0.0.1"];
  for (const url of [
    "http://internal.example:8025",
    "http://10.0.0.1:8025",
    "http://localhost:1",
  ]) {
    vi.stubEnv("REPARTEE_URL", url);
    expect(await reached(createMediaFetcher({ ...account, resolve }), `${url}/a`)).toBe(
      "media_blocked",
    );
  }
});

test("the error says what to set", async () => {
  const { origin } = await provider();
  expect(String(await failure(`${origin}/a`, { retries: 0 }))).toContain(
    `give allow: ["${origin}"]; if it plays Twilio, as repartee dev does, providerOrigin: "${origin}"`,
  );
});

test("allow takes one or several, and refuses what is not an origin", async () => {
  const { origin } = await provider();
  for (const allow of ["loopback", origin, `${origin}/path`, ["loopback"], [origin]])
    expect((await fetchMedia(`${origin}/a`, { allow, retries: 0 })).size).toBe(jpeg.length);
  for (const allow of ["localhost:3000", "*", "", ["ftp://localhost"], ["Loopback"]]) {
    expect(() => createMediaFetcher({ ...account, allow })).toThrow('"loopback"; got');
    expect(await failure(`${origin}/a`, { allow })).toMatchObject({ code: "options_invalid" });
  }
});
