import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type FetchMediaOptions, fetchMedia } from "../index.ts";
import { failure, jpeg, loopback, serve } from "../test/media-server.ts";
import { isProviderOrigin } from "./media-credentials.ts";

describe("a redirect", () => {
  const bytes = (text: string, encoding: BufferEncoding = "utf8") =>
    Buffer.from(text, encoding).toString("latin1");

  test.each([
    [bytes("/süd.jpg"), "/s%C3%BCd.jpg"],
    [bytes("/写真.jpg?名=1"), "/%E5%86%99%E7%9C%9F.jpg?%E5%90%8D=1"],
    [bytes("/süd.jpg", "latin1"), "/s%FCd.jpg"],
    ["/s%C3%BCd.jpg", "/s%C3%BCd.jpg"],
  ])("to %j asks for %s", async (location, path) => {
    const origin = await serve((req, res) => {
      if (req.url === "/a") res.writeHead(302, { Location: location }).end();
      else res.setHeader("Content-Type", "image/jpeg").end(jpeg);
    });
    const media = await fetchMedia(`${origin}/a`, loopback);
    expect(media.hops.at(-1)).toBe(origin + path);
  });
});

describe("an encoding", () => {
  const encodedAs = (encoding: string, body: Buffer) =>
    serve((_, res) => {
      if (encoding !== "") res.setHeader("Content-Encoding", encoding);
      res.setHeader("Content-Type", "image/jpeg").end(body);
    });

  test.each(["aws-chunked", "UTF-8", "identity", "none", "binary", "8bit", ","])(
    "%j is not a compression",
    async (encoding) => {
      const media = await fetchMedia(await encodedAs(encoding, jpeg), loopback);
      expect(media.bytes).toEqual(jpeg);
    },
  );

  test.each(["gzip", "aws-chunked, gzip", "GZIP,identity"])("%j is undone", async (encoding) => {
    const media = await fetchMedia(await encodedAs(encoding, gzipSync(jpeg)), loopback);
    expect(media.bytes).toEqual(jpeg);
  });

  test.each(["zstd", "compress", "gzip, br"])("%j is refused by name", async (encoding) => {
    expect(await failure(await encodedAs(encoding, jpeg))).toMatchObject({
      code: "media_encoding",
      message: `The media has Content-Encoding: ${encoding}; expected gzip, deflate, br or no compression.`,
    });
  });
});

describe("a 401", () => {
  const credentials = { username: "AC1", password: "secret" };
  const refusing = () => serve((_, res) => void res.writeHead(401).end());
  const message = async (origin: string, options: FetchMediaOptions) => {
    const error = await failure(`${origin}/a`, { ...loopback, ...options });
    return error instanceof Error ? error.message : "";
  };

  test("says whether credentials were sent, and what to set", async () => {
    const origin = await refusing();
    const got = `Expected 200 with the media from ${origin.slice("http://".length)}, got 401.`;
    expect(await message(origin, { credentials, providerOrigin: origin })).toBe(
      `${got} Check account SID and auth token.`,
    );
    expect(await message(origin, { credentials })).toBe(
      `${got} No credentials were sent: they go only to https://api.twilio.com. Set providerOrigin to ${origin} if the provider serves its media there.`,
    );
    expect(await message(origin, {})).toBe(`${got} No credentials were sent: none are set.`);
    expect(await message(origin, { useUserInfo: true })).toBe(
      `${got} No credentials were sent: the URL has none.`,
    );
    const wrong = origin.replace("//", "//me:wrong@");
    expect(await message(wrong, { useUserInfo: true })).toBe(
      `${got} Check the user name and password in the URL.`,
    );
    const provider = await serve((_, res) => void res.writeHead(302, { Location: origin }).end());
    expect(await message(provider, { credentials, providerOrigin: provider })).toBe(
      `${got} No credentials were sent: they are not sent after a redirect.`,
    );
  });

  test("user info is sent when it is wanted, to the first URL only", async () => {
    const seen: (string | undefined)[] = [];
    const origin = await serve((req, res) => {
      seen.push(req.headers.authorization);
      if (req.url === "/a") res.writeHead(302, { Location: "/b" }).end();
      else res.setHeader("Content-Type", "image/jpeg").end(jpeg);
    });
    const url = `${origin.replace("//", "//me:p%40ss@")}/a`;
    const media = await fetchMedia(url, { ...loopback, useUserInfo: true });
    expect(seen).toEqual([`Basic ${btoa("me:p@ss")}`, undefined]);
    expect(JSON.stringify(media)).not.toContain("p%40ss");
    seen.length = 0;
    await fetchMedia(url, loopback);
    expect(seen).toEqual([undefined, undefined]);
    expect(
      await failure(`${origin.replace("//", "//me:%@")}/a`, {
        ...loopback,
        useUserInfo: true,
      }),
    ).toMatchObject({ code: "media_url_invalid" });
  });
});

test.each([
  ["https://api.twilio.com", true],
  ["https://api.ie1.twilio.com", true],
  ["https://api.dublin.ie1.twilio.com", true],
  ["https://api.sao-paulo.us1.twilio.com", true],
  ["https://api.sydney.au1.twilio.com", true],
  ["http://api.dublin.ie1.twilio.com", false],
  ["https://api.dublin.ie1.twilio.com:8443", false],
  ["https://media.twilio.com", false],
  ["https://api.evil.twilio.com", false],
  ["https://api.a.b.ie1.twilio.com", false],
  ["https://api.dublin.ie1.twilio.com.evil.test", false],
  ["https://evil-api.ie1.twilio.com", false],
])("%s is the provider's by default: %s", (origin, isProvider) => {
  expect(isProviderOrigin(origin, {})).toBe(isProvider);
  expect(isProviderOrigin(origin, { providerOrigin: "https://other.test" })).toBe(false);
});

test("a connection can be refused once it is known where it leads", async () => {
  const paths: (string | undefined)[] = [];
  const origin = await serve((req, res) => {
    paths.push(req.url);
    if (req.url === "/a") res.writeHead(302, { Location: "/secret" }).end();
    else res.setHeader("Content-Type", "image/jpeg").end(jpeg);
  });
  const { port } = new URL(origin);
  const refuseConnection: FetchMediaOptions["refuseConnection"] = ({ remotePort }, { pathname }) =>
    remotePort === Number(port) && pathname !== "/a";
  for (const host of ["127.0.0.1", "localhost", "127.1"]) {
    paths.length = 0;
    const url = `http://${host}:${port}/a`;
    const error = await failure(url, { ...loopback, refuseConnection });
    expect(error).toMatchObject({ code: "media_blocked", details: { hop: 1 } });
    expect(paths).toEqual(["/a"]);
  }
});
