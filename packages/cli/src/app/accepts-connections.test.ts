import { once } from "node:events";
import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { acceptsConnections, isReachable } from "./accepts-connections.ts";

async function listen(address: string): Promise<number> {
  const server = createServer().listen(0, address);
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const listening = server.address();
  return typeof listening === "object" && listening ? listening.port : 0;
}

const hasIPv6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === "::1");

test("an app on 127.0.0.1 alone is found at localhost", async () => {
  const port = await listen("127.0.0.1");
  expect(await acceptsConnections("localhost", port)).toBe(true);
  expect(await isReachable(`http://localhost:${port}/sms`)).toBe(true);
  expect(await isReachable(`http://127.0.0.1:${port}/sms`)).toBe(true);
});

test.runIf(hasIPv6)("an app on ::1 alone is found at localhost and by its address", async () => {
  const port = await listen("::1");
  expect(await acceptsConnections("localhost", port)).toBe(true);
  expect(await isReachable(`http://localhost:${port}/sms`)).toBe(true);
  expect(await isReachable(`http://[::1]:${port}/sms`)).toBe(true);
  expect(await acceptsConnections("127.0.0.1", port)).toBe(false);
});

test("where nothing listens, nothing is found", async () => {
  expect(await acceptsConnections("localhost", 1)).toBe(false);
  expect(await isReachable("https://127.0.0.1:1/")).toBe(false);
});
