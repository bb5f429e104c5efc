import { once } from "node:events";
import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contactSheet, fit, image, thumbnail } from "../index.ts";
import { pictureAttacks } from "./pictures.fixture.ts";

/** Where the pictures would have one call. */
let port = 0;
let calls = 0;
const listener = createServer((_, res) => {
  calls++;
  res.end();
});
beforeAll(async () => {
  await once(listener.listen(0, "127.0.0.1"), "listening");
  const address = listener.address();
  if (address !== null && typeof address === "object") port = address.port;
});
afterAll(() => {
  listener.close();
  expect(calls).toBe(0);
});

const functions = {
  image: (bytes: Buffer) => image(bytes),
  fit: (bytes: Buffer) => fit(bytes, { maxBytes: 20_000 }),
  thumbnail: (bytes: Buffer) => thumbnail(bytes, { width: 32, height: 32 }),
  contactSheet: (bytes: Buffer) => contactSheet([bytes]),
};

test.each(pictureAttacks)("$what: $code", async ({ bytes: given, code }) => {
  const bytes = Buffer.from(given.toString("latin1").replace("PORT", String(port)), "latin1");
  const before = process.memoryUsage.rss();
  for (const [name, work] of Object.entries(functions)) {
    const started = performance.now();
    const result = await work(bytes).catch((error: unknown) => error);
    expect(performance.now() - started, `${name}: milliseconds`).toBeLessThan(5_000);
    if (code !== undefined) {
      expect(result, name).toMatchObject({ name: "ReparteeError", code });
      continue;
    }
    expect(result, name).toHaveProperty("bytes");
    const text = Buffer.from(Object(result).bytes).toString("latin1");
    expect(text, name).not.toMatch(/script|GPS/);
  }
  // A bomb that went off would take gigabytes.
  expect(process.memoryUsage.rss() - before).toBeLessThan(400_000_000);
});
