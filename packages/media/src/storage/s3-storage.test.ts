import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createS3Storage } from "./s3-storage.ts";
import { storageContract } from "./storage.contract.ts";

/** The local server has no types of its own. */
interface LocalS3 {
  run(): Promise<AddressInfo>;
  close(): Promise<void>;
}
const require = createRequire(import.meta.url);
const S3rver: new (options: object) => LocalS3 = require("s3rver");

let server: LocalS3;
let client: S3Client;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "repartee-s3-"));
  const configureBuckets = [{ name: "media" }];
  server = new S3rver({ port: 0, address: "127.0.0.1", silent: true, directory, configureBuckets });
  const { port } = await server.run();
  client = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" },
    requestChecksumCalculation: "WHEN_REQUIRED",
  });
});
afterAll(async () => {
  client.destroy();
  await server.close();
  await rm(directory, { recursive: true });
});

let count = 0;
async function open() {
  const clock = { now: 1_700_000_000_000 };
  count += 1;
  const prefix = `test-${count}/`;
  const storage = createS3Storage({ client, bucket: "media", prefix, now: () => clock.now });
  return { storage, clock };
}

describe("the contract", () => storageContract(open));

test("a presigned link shows a picture, with its name", async () => {
  const { storage } = await open();
  const bytes = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
  const { key } = await storage.put({ contentType: "image/png", bytes, filename: "a b.png" });
  const url = await storage.url(key, { validMs: 60_000 });
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe("image/png");
  expect(answer.headers.get("content-disposition")).toBe('inline; filename="a-b.png"');
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
  // The local server does not check signatures of this version; that there is one is all to see here.
  const { searchParams } = new URL(url);
  expect(searchParams.get("X-Amz-Expires")).toBe("60");
  expect(searchParams.get("X-Amz-Signature")).toMatch(/^[0-9a-f]{64}$/);
});

test("a page is downloaded, and is no page any more", async () => {
  const { storage } = await open();
  const { key } = await storage.put({ contentType: "text/html", bytes: Buffer.from("<p>") });
  const answer = await fetch(await storage.url(key));
  expect(answer.headers.get("content-type")).toBe("application/octet-stream");
  expect(answer.headers.get("content-disposition")).toBe("attachment");
});

test("a link works for a week at most", async () => {
  const { storage } = await open();
  const url = await storage.url("0".repeat(64), { validMs: 30 * 24 * 3_600_000 });
  expect(new URL(url).searchParams.get("X-Amz-Expires")).toBe("604800");
});

test("what the store refuses is told", async () => {
  const storage = createS3Storage({ client, bucket: "no-such-bucket" });
  const media = { contentType: "text/plain", bytes: Buffer.from("a") };
  await expect(storage.put(media)).rejects.toThrow();
});
