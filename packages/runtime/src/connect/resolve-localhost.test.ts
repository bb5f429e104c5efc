import { once } from "node:events";
import { createServer } from "node:http";
import { networkInterfaces } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { fetcher } from "../test/fetch.ts";
import { resolveLocalhost } from "./resolve-localhost.ts";

const hasIPv6 = Object.values(networkInterfaces())
  .flat()
  .some((one) => one?.address === "::1");

test.each(["127.0.0.1", "::1"].filter((address) => hasIPv6 || address !== "::1"))(
  "an app that listens on %s alone is reached as localhost",
  async (address) => {
    const server = createServer((_req, res) =>
      res.setHeader("Content-Type", "text/xml").end("<Response/>"),
    ).listen(0, address);
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const listening = server.address();
    if (listening === null || typeof listening === "string") return expect.unreachable();
    for (const name of ["localhost", "LOCALHOST"]) {
      const { document } = await fetcher()(`http://${name}:${listening.port}/sms`);
      expect(document).toMatchObject({ ok: true, answer: { status: 200 } });
    }
  },
);

test("localhost is both loopback addresses, each once", async () => {
  const found = await new Promise((resolve) =>
    resolveLocalhost("localhost", { all: true }, (_error, addresses) => resolve(addresses)),
  );
  expect(found).toHaveLength(2);
  expect(found).toEqual(
    expect.arrayContaining([
      { address: "127.0.0.1", family: 4 },
      { address: "::1", family: 6 },
    ]),
  );
});

test("an app that does not listen refuses the connection, over both", async () => {
  const { document } = await fetcher()("http://localhost:1/sms");
  expect(document).toMatchObject({ ok: false });
  expect(JSON.stringify(document)).toContain("11202");
});
