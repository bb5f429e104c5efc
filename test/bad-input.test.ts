import express from "express";
import { expect, test } from "vitest";
import { deadPort, startApp } from "./support/app.ts";
import { exchanges, finishedExchange, phone } from "./support/phone.ts";
import { photoFile } from "./support/pictures.ts";
import { handset, ourNumber, platformFor } from "./support/platform.ts";

const xml =
  (document: string): express.RequestHandler =>
  (_req, res) =>
    void res.type("text/xml").send(document);

// What the app does wrong, and the code that the inspector shows for it.
const wrongAnswers: readonly (readonly [
  what: string,
  codes: readonly number[],
  app: express.RequestHandler,
])[] = [
  ["malformed XML", [12100], xml("<Response><Message>Tom & Jerry</Message></Response>")],
  ["a blank before the document", [12100], xml("\n<Response/>")],
  ["another root", [12102], xml("<html/>")],
  ["an unknown verb", [12200, 14110], xml("<Response><Say>Hi</Say></Response>")],
  ["an empty message", [14103], xml("<Response><Message/></Response>")],
  ["1601 characters", [14103], xml(`<Response><Message>${"a".repeat(1601)}</Message></Response>`)],
  [
    "11 media",
    [21623],
    xml(`<Response><Message>${"<Media>/a</Media>".repeat(11)}</Message></Response>`),
  ],
  ["11 replies", [14109], xml(`<Response>${"<Message>a</Message>".repeat(11)}</Response>`)],
  [
    "a foreign sender",
    [14102],
    xml('<Response><Message from="+14155550177">a</Message></Response>'),
  ],
  ["a recipient that is none", [14101], xml('<Response><Message to="12">a</Message></Response>')],
  ["a redirect loop", [14106], xml("<Response><Redirect>/sms</Redirect></Response>")],
  ["a circle of HTTP redirects", [11215], (_req, res) => res.redirect(302, "/sms")],
  [
    "an HTTP redirect that is not followed",
    [11216],
    (_req, res) => void res.status(308).set("Location", "/x").end(),
  ],
  ["JSON", [12300], (_req, res) => void res.json({ hello: "there" })],
  ["an HTML page", [12300], (_req, res) => void res.send("<!doctype html><p>Hi")],
  ["no Content-Type", [12300], (_req, res) => void res.writeHead(200).end("<Response/>")],
  ["nothing at all", [11770], (_req, res) => void res.type("text/xml").send("")],
  ["500", [11200], (_req, res) => void res.status(500).send("oops")],
  ["403", [11200], (_req, res) => void res.status(403).end()],
  ["65 kB and more", [11750], xml(`<Response><!-- ${"a".repeat(70_000)} --></Response>`)],
  ["a hang-up", [11205], (req) => void req.socket.destroy()],
];

test.each(wrongAnswers)("the app answers %s", async (_, codes, app) => {
  const platform = await platformFor(`${await startApp(express().all("/sms", app))}/sms`);
  const person = phone(platform.url, handset);
  const sent = await person.sends(ourNumber, "Hi");
  const exchange = await finishedExchange(platform.url, sent.exchange_sid);
  expect(exchange.notices.map(({ code }) => code)).toEqual(codes);
  for (const { sentence, advice } of exchange.notices) {
    expect(sentence).toMatch(/\w.*\.$/s);
    expect(advice).toMatch(/\w.*\.$/s);
  }
  // And the platform goes on.
  expect((await person.sends(ourNumber, "Again")).status).toBe(201);
});

test("the app refuses the signature: the advice names URL and token", async () => {
  const appUrl = await startApp(express().post("/sms", (_req, res) => void res.status(403).end()));
  const platform = await platformFor(`${appUrl}/sms`);
  const sent = await phone(platform.url, handset).sends(ourNumber, "Hi");
  const { notices } = await finishedExchange(platform.url, sent.exchange_sid);
  expect(notices[0]?.advice).toContain(
    `public URL must be the one that was signed (${appUrl}/sms)`,
  );
});

test("the app is down: two attempts, 11202", async () => {
  const platform = await platformFor(`http://localhost:${await deadPort()}/sms`);
  const sent = await phone(platform.url, handset).sends(ourNumber, "Hi");
  const exchange = await finishedExchange(platform.url, sent.exchange_sid);
  expect(exchange.notices).toMatchObject([{ code: 11202 }]);
  expect(exchange.requests.map(({ response }) => response)).toEqual([null, null]);
  const [first, second] = exchange.requests.map(({ headers }) =>
    new Map(headers).get("I-Twilio-Idempotency-Token"),
  );
  expect(first).toBe(second);
});

test("a host that does not exist is 11210, and a number without a webhook asks nobody", async () => {
  const lost = await platformFor("http://no-such-host.invalid/sms");
  const sent = await phone(lost.url, handset).sends(ourNumber, "Hi");
  expect((await finishedExchange(lost.url, sent.exchange_sid)).notices).toMatchObject([
    { code: 11210 },
  ]);
  const silent = await platformFor();
  const kept = await phone(silent.url, handset).sends(ourNumber, "Hi");
  expect((await finishedExchange(silent.url, kept.exchange_sid)).notices).toMatchObject([
    { code: 11321 },
  ]);
});

/** What a JPEG begins with, and its end. */
const jpeg = Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex");

// What is wrong with the reply's media, and the code that the message fails with.
test.each<[string, number, express.RequestHandler]>([
  ["is missing", 11200, (_req, res) => void res.status(404).end()],
  [
    "is 6 MB",
    11751,
    (_req, res) => void res.type("image/jpeg").send(Buffer.alloc(6 * 1024 * 1024, 1)),
  ],
  ["is a page", 12300, (_req, res) => void res.type("html").send("<!doctype html><p>Hi")],
  ["is served as octets", 12300, (_req, res) => void res.type("bin").send(jpeg)],
  ["is served as a PNG", 12300, (_req, res) => void res.type("png").send(jpeg)],
  ["has no Content-Type", 11200, (_req, res) => void res.writeHead(200).end(jpeg)],
  [
    "is a page that says it is a picture",
    12300,
    (_req, res) => void res.type("png").send("<!doctype html><p>Hi"),
  ],
])("the reply's picture %s", async (_, code, picture) => {
  const app = express().post(
    "/sms",
    xml("<Response><Message>Hi<Media>/picture</Media></Message></Response>"),
  );
  app.get("/picture", picture);
  const platform = await platformFor(`${await startApp(app)}/sms`);
  const sent = await phone(platform.url, handset).sends(ourNumber, "Hi");
  const exchange = await finishedExchange(platform.url, sent.exchange_sid, ({ messages }) =>
    messages.some(({ status }) => status === "failed"),
  );
  expect(JSON.stringify(exchange.messages)).toContain(`${code}`);
});

test("what a handset may not send is refused, said, and shown", async () => {
  const platform = await platformFor();
  const person = phone(platform.url, handset);
  const file = await photoFile();
  const big = new File([new Uint8Array(6 * 1024 * 1024)], "big.jpg", { type: "image/jpeg" });
  const program = new File([new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0])], "a.exe", {
    type: "application/x-msdownload",
  });
  const refused = [
    await person.sends(ourNumber, "Hi", Array(11).fill(file)),
    await person.sends(ourNumber, "Hi", [big]),
    await person.sends(ourNumber, "Hi", [program]),
    await person.sends(ourNumber, "a".repeat(1601)),
    await person.sends(ourNumber, ""),
    await person.sends("+14155550166", "Hi"),
  ];
  expect(refused.map(({ code }) => code)).toEqual([21623, 11751, 12300, 21617, 21619, 21601]);
  expect(refused.every(({ status }) => status >= 400 && status < 500)).toBe(true);
  const shown = (await exchanges(platform.url)).map(({ kind, notices: [notice] }) => [
    kind,
    notice?.code,
  ]);
  expect(shown.toReversed()).toEqual(refused.map(({ code }) => ["refused", code]));
  expect((await person.sends(ourNumber, "Fine")).status).toBe(201);
});
