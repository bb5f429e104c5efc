import { describe, expect, test } from "vitest";
import { classifyAddress, createMediaFetcher, fetchMedia } from "../index.ts";
import { failure, jpeg, loopback, serve } from "../test/media-server.ts";

describe("a fetch", () => {
  test("gives bytes, types, hash and name", async () => {
    const origin = await serve((_, res) => {
      res.setHeader("Content-Type", "image/jpg; x=1");
      res.setHeader("Content-Disposition", 'inline; filename="../../a.jpg"');
      res.end(jpeg);
    });
    expect(await fetchMedia(`${origin}/a`, loopback)).toEqual({
      contentType: "image/jpeg",
      declaredType: "image/jpg",
      isAsDeclared: true,
      bytes: jpeg,
      size: jpeg.length,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      filename: "a.jpg",
      source: `${origin}/a`,
      hops: [`${origin}/a`],
    });
  });

  test("sends credentials to the provider's first URL only, and follows it to its store", async () => {
    const seen: (string | undefined)[] = [];
    const store = await serve((req, res) => {
      seen.push(req.headers.authorization);
      res.setHeader("Content-Type", "image/jpeg").end(jpeg);
    });
    const provider = await serve((req, res) => {
      seen.push(req.headers.authorization);
      if (req.url === "/again") res.writeHead(302, { Location: "/media" }).end();
      else res.writeHead(307, { Location: `${store}/file` }).end();
    });
    const fetchIt = createMediaFetcher({
      accountSid: "AC1",
      authToken: "secret",
      providerOrigin: provider,
      allow: [store],
    });
    const media = await fetchIt(`${provider}/media`);
    expect(media.hops).toEqual([`${provider}/media`, `${store}/file`]);
    expect(seen).toEqual([`Basic ${Buffer.from("AC1:secret").toString("base64")}`, undefined]);

    seen.length = 0;
    await fetchIt(`${provider}/again`);
    expect(seen.slice(1)).toEqual([undefined, undefined]);
    seen.length = 0;
    await fetchIt(`${store}/direct`);
    expect(seen).toEqual([undefined]);
  });
});

describe("what is refused", () => {
  test.each([
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://１２７.0.0.1/",
    "http://0.0.0.0/",
    "http://10.0.0.5/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://198.18.0.1/",
    "http://203.0.113.9/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::7f00:1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:0:0:0:0:80ff:fffe]/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://localhost/",
  ])("%s", async (url) => {
    expect(await failure(url, {})).toMatchObject({ code: "media_blocked" });
  });

  test.each(["ftp://example.com/a", "file:///etc/passwd", "data:text/plain,a", "nonsense", ""])(
    "the URL %j",
    async (url) => {
      expect(await failure(url)).toMatchObject({ code: "media_url_invalid" });
    },
  );

  test("a redirect to where the first URL may not lead", async () => {
    const origin = await serve((_, res) =>
      res.writeHead(302, { Location: "http://169.254.169.254/" }).end(),
    );
    expect(await failure(`${origin}/a`)).toMatchObject({
      code: "media_blocked",
      details: { hop: 1 },
    });
  });

  test("an opened origin opens no other", async () => {
    const hidden = await serve((_, res) => res.end(jpeg));
    const origin = await serve((_, res) => res.writeHead(302, { Location: hidden }).end());
    expect(await failure(`${origin}/a`, { allow: [origin] })).toMatchObject({
      code: "media_blocked",
    });
  });

  test("a circle of redirects", async () => {
    const origin = await serve((_, res) => res.writeHead(302, { Location: "/a" }).end());
    expect(await failure(`${origin}/a`)).toMatchObject({ code: "media_redirects" });
  });

  test("more bytes than allowed, whatever Content-Length says", async () => {
    const origin = await serve((_, res) => void res.end(Buffer.alloc(2_000)));
    expect(await failure(origin, { ...loopback, maxBytes: 1_000 })).toMatchObject({
      code: "media_too_large",
    });
    const endless = await serve((_, res) => {
      const more = () => {
        while (!res.destroyed && res.write(Buffer.alloc(65_536)));
      };
      res.on("drain", more);
      more();
    });
    expect(await failure(endless, { ...loopback, maxBytes: 200_000 })).toMatchObject({
      code: "media_too_large",
    });
  });

  test("a server that says nothing, or stops in the middle", async () => {
    const silent = await serve(() => {});
    expect(await failure(silent, { ...loopback, firstByteMs: 100 })).toMatchObject({
      code: "media_timeout",
    });
    const stuck = await serve((_, res) => void res.write("a"));
    expect(await failure(stuck, { ...loopback, idleMs: 300 })).toMatchObject({
      code: "media_timeout",
      details: { limit: "idle" },
    });
    expect(await failure(stuck, { ...loopback, totalMs: 200 })).toMatchObject({
      code: "media_timeout",
    });
  });

  test("an answer without media, an unknown compression, a dead port", async () => {
    const missing = await serve((_, res) => void res.writeHead(404).end());
    expect(await failure(missing)).toMatchObject({
      code: "media_http_status",
      details: { status: 404 },
    });
    const zipped = await serve((_, res) => void res.setHeader("Content-Encoding", "zstd").end("a"));
    expect(await failure(zipped)).toMatchObject({ code: "media_encoding" });
    expect(await failure("http://127.0.0.1:1/")).toMatchObject({ code: "media_unreachable" });
  });

  test.each([
    ["image/jpeg", "<!doctype html><script>alert(1)</script>"],
    ["image/png", '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
  ])("a page that pretends to be %s", async (type, body) => {
    const origin = await serve((_, res) => void res.setHeader("Content-Type", type).end(body));
    expect(await failure(origin)).toMatchObject({ code: "media_type_mismatch" });
  });

  test("no error holds a credential", async () => {
    const origin = await serve((_, res) => void res.writeHead(500).end());
    const error = await failure(origin.replace("http://", "http://user:hunter2@"), {
      ...loopback,
      providerOrigin: origin,
      credentials: { username: "AC1", password: "hunter3" },
    });
    expect(JSON.stringify(error) + String(error)).not.toMatch(/hunter/);
  });
});

test("public addresses are public", () => {
  for (const address of [
    "93.184.216.34",
    "168.63.129.15",
    "166.7.255.255",
    "2606:4700::6810:84e5",
    "8.8.8.8",
  ]) {
    expect(classifyAddress(address)).toBe("public");
  }
});
