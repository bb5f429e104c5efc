import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import request from "supertest";
import { afterAll, describe, expect, test } from "vitest";
import { createFolderStorage, serveMedia } from "../index.ts";

// A folder whose name would break a URL.
const folder = mkdtempSync(join(tmpdir(), "repartee 100% media-"));
afterAll(() => rm(folder, { recursive: true }));

const clock = { now: Date.now() };
const open = () =>
  createFolderStorage({
    folder,
    baseUrl: "http://localhost/media",
    secrets: ["0123456789abcdef"],
    now: () => clock.now,
  });
const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 256));
const pathOf = (url: string) => url.slice("http://localhost".length);

const hosts: Readonly<Record<string, () => RequestListener>> = {
  "node:http": () => serveMedia(open()),
  express: () => express().use("/media", serveMedia(open())),
};

describe.each(Object.entries(hosts))("on %s", (_, host) => {
  const app = createServer(host());
  const storage = open();

  test("a picture is shown, with its name, and safely", async () => {
    const { key } = await storage.put({ contentType: "image/jpeg", bytes, filename: "cat.jpg" });
    const answer = await request(app).get(pathOf(await storage.url(key)));
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(bytes);
    expect(answer.headers).toMatchObject({
      "content-type": "image/jpeg",
      "content-length": "1000",
      "content-disposition": 'inline; filename="cat.jpg"',
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "referrer-policy": "no-referrer",
      "cache-control": "private, max-age=300, immutable",
      "accept-ranges": "bytes",
      etag: `"${key}"`,
    });
  });

  test("a page is downloaded, and is no page any more", async () => {
    const page = { contentType: "text/html", bytes: Buffer.from("<script>alert(1)</script>") };
    const { key } = await storage.put(page);
    const answer = await request(app).get(pathOf(await storage.url(key)));
    expect(answer.headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": "attachment",
      "x-content-type-options": "nosniff",
    });
  });

  test("ranges, heads and known copies are answered", async () => {
    const { key } = await storage.put({ contentType: "video/mp4", bytes });
    const path = pathOf(await storage.url(key));
    const part = await request(app).get(path).set("Range", "bytes=10-19").buffer();
    expect(part.status).toBe(206);
    expect(part.headers["content-range"]).toBe("bytes 10-19/1000");
    expect(part.body).toEqual(bytes.subarray(10, 20));
    const beyond = await request(app).get(path).set("Range", "bytes=5000-");
    expect(beyond.status).toBe(416);
    const head = await request(app).head(path);
    expect(head.headers["content-length"]).toBe("1000");
    const known = await request(app).get(path).set("If-None-Match", `"${key}"`);
    expect(known.status).toBe(304);
  });

  test("what no link opens is not given", async () => {
    const { key } = await storage.put({ contentType: "image/png", bytes });
    const path = pathOf(await storage.url(key, { validMs: 1_000 }));
    expect((await request(app).get(`/media/${key}`)).status).toBe(403);
    expect((await request(app).get(path.replace(key, "0".repeat(64)))).status).toBe(403);
    expect((await request(app).get(`/media/..%2f..%2fetc%2fpasswd`)).status).toBe(403);
    const posted = await request(app).post(path);
    expect(posted.status).toBe(405);
    expect(posted.headers.allow).toBe("GET, HEAD");
    clock.now += 2_000;
    const late = await request(app).get(path);
    expect(late.status).toBe(410);
    expect(late.headers).toMatchObject({
      "cache-control": "no-store",
      "content-type": "text/plain; charset=utf-8",
    });
    const fresh = pathOf(await storage.url(key));
    await storage.remove(key);
    expect((await request(app).get(fresh)).status).toBe(404);
  });

  test("content that is gone from the disk is 404 too", async () => {
    const { key } = await storage.put({ contentType: "image/gif", bytes });
    const found = await storage.get(key);
    await rm(found?.path ?? "");
    const answer = await request(app).get(pathOf(await storage.url(key)));
    expect(answer.status).toBe(404);
    expect(answer.headers).not.toHaveProperty("content-disposition");
    await storage.remove(key);
  });
});
