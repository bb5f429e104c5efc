import { once } from "node:events";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchMedia } from "../index.ts";
import { nameAttacks, urlAttacks } from "./urls.fixture.ts";

// A server on every address of this machine: whoever connects to it has got past the gate.
let port = 0;
let visits = 0;
const servers: Server[] = [];

beforeAll(async () => {
  const listen = async (host: string, wanted: number) => {
    const server = createServer((socket) => {
      visits++;
      socket.destroy();
    }).listen(wanted, host);
    servers.push(server);
    await once(server, "listening");
    const address = server.address();
    return address !== null && typeof address === "object" ? address.port : 0;
  };
  port = await listen("0.0.0.0", 0);
  await listen("::1", port);
});

afterAll(() => {
  for (const server of servers) server.close();
  expect(visits, "connections to the hidden server").toBe(0);
});

const secret = "5ecret-t0ken";

async function failure(template: string, answers?: readonly string[]) {
  const started = performance.now();
  const error: unknown = await fetchMedia(template.replace("PORT", String(port)), {
    credentials: { username: "AC0", password: secret },
    // The hidden server's port is listed: the address alone must be the reason.
    ports: [80, 443, port],
    ...(answers && { resolve: async () => answers }),
    retries: 0,
    connectMs: 500,
    totalMs: 1_000,
  }).then(
    () => expect.unreachable("it was fetched"),
    (reason: unknown) => reason,
  );
  expect(performance.now() - started).toBeLessThan(1_500);
  return error;
}

test.each(urlAttacks)("$url is $code", async ({ url, code, addressClass }) => {
  const error = await failure(url);
  expect(error).toMatchObject({
    name: "ReparteeError",
    code,
    ...(addressClass && { details: { addressClass } }),
  });
});

test.each(nameAttacks)("$url at $answers is $code", async ({ url, answers, ...expected }) => {
  const { code, addressClass } = expected;
  expect(await failure(url, answers)).toMatchObject({
    code,
    ...(addressClass && { details: { addressClass } }),
  });
});

test("a name that is public at the first lookup and this machine at the second", async () => {
  const answers = [["93.184.216.34"], ["127.0.0.1"]];
  let lookups = 0;
  const error: unknown = await fetchMedia(`http://rebind.test:${port}/`, {
    ports: [port],
    resolve: async () => answers[Math.min(lookups++, 1)] ?? [],
    retries: 1,
    retryMs: 1,
    connectMs: 200,
  }).catch((reason: unknown) => reason);
  // One lookup for each connection: the checked answer is the one that was used.
  expect(lookups).toBe(2);
  expect(error).toMatchObject({ code: "media_blocked", details: { addressClass: "loopback" } });
});
