import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMediaSource } from "./media-source.ts";

/** What a JPEG begins with, and its end. */
const jpeg = Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex");

let server: Server;
let origin = "";
beforeAll(async () => {
  const bodies: Readonly<Record<string, Buffer | string>> = {
    jpeg,
    card: "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n",
    table: "BMI,age\n22,40\n",
  };
  // The path names the body, the query its type; without one the header is missing.
  server = createServer(({ url = "" }, res) => {
    const { pathname, searchParams } = new URL(url, "http://localhost");
    const type = searchParams.get("type");
    if (type !== null) res.setHeader("Content-Type", type);
    res.end(bodies[pathname.slice(1)]);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address !== null && typeof address === "object") origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => void server.close());

const source = createMediaSource({ allow: ["loopback"], carrierOf: () => undefined });
const fetchAs = (body: string, type?: string) =>
  source.fetch(
    `${origin}/${body}${type === undefined ? "" : `?type=${encodeURIComponent(type)}`}`,
    1_000_000,
    `AC${"0".repeat(32)}`,
  );

test.each([
  ["jpeg", "image/jpeg", "image/jpeg"],
  ["jpeg", "IMAGE/JPG; charset=binary", "image/jpeg"],
  ["card", "text/vcard; charset=utf-8", "text/vcard"],
  ["card", "text/x-vcard", "text/vcard"],
  ["card", "text/directory", "text/vcard"],
  ["table", "text/csv", "text/csv"],
])("%s served as %s is taken as %s", async (body, type, contentType) => {
  expect(await fetchAs(body, type)).toMatchObject({ ok: true, contentType });
});

test.each([
  ["application/octet-stream"],
  ["binary/octet-stream"],
  ["text/html"],
  ["text/plain"],
  ["image/png"],
  ["image/webp"],
  ["video/mp4"],
  ["audio/mpeg"],
  ["text/csv"],
  ["jpeg"],
])("a JPEG served as %s fails with 12300", async (type) => {
  const refused = await fetchAs("jpeg", type);
  expect(refused).toMatchObject({ ok: false, code: 12300 });
  expect(JSON.stringify(refused)).toMatch(new RegExp(`Content-Type is ${type}.* image/jpeg`));
});

test.each([["jpeg"], ["card"], ["table"]])(
  "%s without a Content-Type fails with 11200",
  async (body) => {
    expect(await fetchAs(body)).toMatchObject({
      ok: false,
      code: 11200,
      sentence: expect.stringContaining("without a Content-Type header"),
    });
  },
);
