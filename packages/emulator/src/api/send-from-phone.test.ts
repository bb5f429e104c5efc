import request from "supertest";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  appNumber,
  createFakePlatform,
  type FakePlatform,
  handset,
} from "../test/fake-platform.ts";
import { png, pngOf, vcard } from "../test/pictures.ts";

let platform: FakePlatform;
beforeEach(() => {
  platform = createFakePlatform();
});
afterEach(() => platform.emulator.close());

const path = `/emulator/v1/phones/${encodeURIComponent(handset)}/messages`;
const post = () => request(platform.app).post(path);

describe("a handset's message", () => {
  test("is taken in with its text and pictures", async () => {
    const sent = await post()
      .field("To", appNumber)
      .field("Body", "Look 👀")
      .attach("Media", png, "a.png")
      .attach("Media", vcard, { filename: "ada.vcf", contentType: "text/x-vcard" })
      .expect(201);

    expect(sent.body).toMatchObject({
      sid: expect.stringMatching(/^MM[0-9a-f]{32}$/),
      exchange_sid: expect.stringMatching(/^EX[0-9a-f]{32}$/),
      direction: "sent",
      from: handset,
      to: appNumber,
      body: "Look 👀",
      status: "receiving",
      media: [
        { content_type: "image/png", size: png.length },
        { content_type: "text/vcard", size: vcard.length },
      ],
    });
    const picture = await request(platform.app).get(sent.body.media[0].url).expect(200);
    expect(picture.body).toEqual(png);
  });

  test("has the type that its bytes have, whatever the client says", async () => {
    const sent = await post()
      .field("To", appNumber)
      .attach("Media", png, { filename: "a.jpg", contentType: "image/jpeg" })
      .expect(201);
    expect(sent.body.media[0].content_type).toBe("image/png");
  });

  test("may go to others too", async () => {
    const sent = await post()
      .field("To", appNumber)
      .field("Body", "Hello, all")
      .field("OtherRecipients", "+14155550101")
      .field("OtherRecipients", "+14155550102")
      .expect(201);
    expect(sent.body).toMatchObject({
      sid: expect.stringMatching(/^MM/),
      media: [],
      other_recipients: ["+14155550101", "+14155550102"],
    });
    const alone = await post().field("To", appNumber).field("Body", "Hello").expect(201);
    expect(alone.body).toMatchObject({
      sid: expect.stringMatching(/^SM/),
      other_recipients: [],
    });
  });

  test("may be text without a mark of its own, such as CSV", async () => {
    const sent = await post()
      .field("To", appNumber)
      .attach("Media", Buffer.from("a,b\n1,2\n"), { filename: "a.csv", contentType: "text/csv" })
      .expect(201);
    expect(sent.body.media[0].content_type).toBe("text/csv");
  });
});

describe("a refused message", () => {
  const tooMany = () => {
    const message = post().field("To", appNumber).field("Body", "many");
    for (let index = 0; index < 11; index += 1) message.attach("Media", png, `${index}.png`);
    return message;
  };
  const manyFields = (count: number) => {
    const message = post();
    for (let index = 0; index < count; index += 1) message.field("To", appNumber);
    return message;
  };
  const withFile = (bytes: Buffer, contentType: string, field = "Media") =>
    post().field("To", appNumber).attach(field, bytes, { filename: "file", contentType });

  test.each([
    ["11 pictures", 21623, 400, tooMany],
    ["6 MB in one picture", 11751, 413, () => withFile(pngOf(6 * 1024 * 1024), "image/png")],
    [
      "6 MB in two pictures",
      11751,
      413,
      () =>
        withFile(pngOf(3 * 1024 * 1024), "image/png").attach("Media", pngOf(3 * 1024 * 1024), "b"),
    ],
    [
      "9 pictures of 4 MB",
      11751,
      413,
      () => {
        const message = withFile(pngOf(4 * 1024 * 1024), "image/png");
        for (let index = 1; index < 9; index += 1)
          message.attach("Media", pngOf(4 * 1024 * 1024), `${index}.png`);
        return message;
      },
    ],
    ["a nested field", 12300, 400, () => post().field("To[a][b]", appNumber).field("Body", "hi")],
    ["31 fields", 12300, 400, () => manyFields(31)],
    ["a name of 200 characters", 12300, 400, () => post().field("x".repeat(200), "hi")],
    ["a page", 12300, 400, () => withFile(Buffer.from("<html><script>"), "text/html")],
    [
      "a page that says it is a picture",
      12300,
      400,
      () => withFile(Buffer.from("<html>"), "image/png"),
    ],
    ["an SVG", 12300, 400, () => withFile(Buffer.from("<svg></svg>"), "image/svg+xml")],
    [
      "bytes that say they are a picture",
      12300,
      400,
      () => withFile(Buffer.from("hello"), "image/png"),
    ],
    [
      "bytes that say they are CSV",
      12300,
      400,
      () => withFile(Buffer.from([1, 0, 255]), "text/csv"),
    ],
    ["a file in another field", 12300, 400, () => withFile(png, "image/png", "Picture")],
    ["JSON", 12300, 400, () => post().send({ To: appNumber, Body: "hi" })],
    [
      "a broken form",
      12300,
      400,
      () => post().set("Content-Type", "multipart/form-data; boundary=x").send("--x\r\nnonsense"),
    ],
    ["an unknown number", 21601, 400, () => post().field("To", "+15005550009").field("Body", "hi")],
    [
      "1601 characters",
      21617,
      400,
      () => post().field("To", appNumber).field("Body", "x".repeat(1601)),
    ],
    [
      "far too much text",
      21617,
      400,
      () => post().field("To", appNumber).field("Body", "x".repeat(1e5)),
    ],
    ["nothing at all", 21619, 400, () => post().field("To", appNumber)],
  ] as const)("%s: %d", async (_what, code, status, send) => {
    const { body } = await send().expect(status);
    expect(body).toEqual({
      code,
      status,
      message: expect.stringMatching(/\S.*\.$/),
      more_info: expect.stringMatching(new RegExp(`/${code}$`)),
    });
    const shown = await request(platform.app).get("/emulator/v1/exchanges").expect(200);
    expect(shown.body.exchanges).toMatchObject([
      { kind: "refused", state: "error", from: handset, notices: [{ code, level: "error" }] },
    ]);
  });
});

describe("another site", () => {
  const send = () => post().field("To", appNumber).field("Body", "hi");

  test("cannot send a message", async () => {
    for (const origin of ["https://evil.example", "http://localhost:1", "null"]) {
      const { body } = await send().set("Origin", origin).expect(403);
      expect(body.message).toMatch(/another site/i);
    }
    await send().set("Sec-Fetch-Site", "cross-site").expect(403);
    await send().set("Sec-Fetch-Site", "same-site").expect(403);
  });

  test("cannot reach the page under a name of its own", async () => {
    for (const url of ["/", "/emulator/v1/config", "/emulator/v1/exchanges"]) {
      await request(platform.app).get(url).set("Host", "evil.example:8025").expect(403);
      await request(platform.app).get(url).set("Host", "localhost.evil.example").expect(403);
    }
  });

  test("is not the page itself", async () => {
    for (const host of ["localhost:8025", "127.0.0.1:8025", "[::1]:8025", "phone.localhost:8025"]) {
      await send().set("Host", host).set("Origin", `http://${host}`).expect(201);
    }
    await send().set("Sec-Fetch-Site", "same-origin").expect(201);
  });

  test("is not a host that was allowed", async () => {
    platform = createFakePlatform({ allowedHosts: ["phone.example"] });
    await send().set("Host", "phone.example").set("Origin", "https://phone.example").expect(201);
  });
});
