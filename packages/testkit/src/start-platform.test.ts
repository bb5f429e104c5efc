import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { roughConditions } from "@repartee/carriers";
import { isSigned, parseForm } from "@repartee/protocol";
import express from "express";
import sharp from "sharp";
import twilio from "twilio";
import { expect, expectTypeOf, onTestFinished, test } from "vitest";
import { startPlatform, type TestPlatform, type TestPlatformOptions } from "./index.ts";

const handset = "+14155550100";

async function started(options?: TestPlatformOptions): Promise<TestPlatform> {
  const platform = await startPlatform(options);
  onTestFinished(() => platform.close());
  return platform;
}

function picture(colour: string): Promise<Buffer> {
  const create = { width: 40, height: 30, channels: 3, background: colour } as const;
  return sharp({ create }).jpeg().toBuffer();
}

/** Answers with a reply document. */
function reply(xml: string): Response {
  return new Response(`<Response>${xml}</Response>`, { headers: { "Content-Type": "text/xml" } });
}

/** The fields of a webhook request. */
async function fieldsOf(request: Request): Promise<Map<string, string>> {
  return new Map(parseForm(await request.text()));
}

test("a text goes to a fetch handler, and its answer comes to the phone", async () => {
  const platform = await started({ webhook: () => new Response("Hello") });
  const phone = platform.phone(handset);
  const { sid } = await phone.sends("Hi");
  const message = await phone.receives();
  expect(message).toMatchObject({ from: "+15005550006", to: handset, body: "Hello", media: [] });
  const said = (await platform.explain(message.sid)).map(({ status }) => status);
  expect(said).toEqual(expect.arrayContaining(["queued", "sending", "sent", "delivered"]));
  expect((await platform.explain(sid)).length).toBeGreaterThan(0);
  await expect(platform.explain("SM1")).rejects.toMatchObject({ code: "message_unknown" });
});

test("pictures go there and back, as bytes and from a file", async () => {
  const blue = await picture("#00d");
  const seen: (string | undefined)[] = [];
  const platform = await started({
    webhook: async (request) => {
      if (request.method === "GET")
        return new Response(new Uint8Array(blue), { headers: { "Content-Type": "image/jpeg" } });
      const fields = await fieldsOf(request);
      seen.push(fields.get("NumMedia"), fields.get("MediaContentType0"));
      return reply("<Message>Framed<Media>/blue.jpg</Media></Message>");
    },
  });
  const folder = await mkdtemp(join(tmpdir(), "repartee-testkit-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "red.jpg");
  await writeFile(file, await picture("#d00"));

  const phone = platform.phone(handset);
  await phone.sends({ body: "Hi", media: [await picture("#d00"), file] });
  const { body, media } = await phone.receives({ matching: "Framed" });
  expect(seen).toEqual(["2", "image/jpeg"]);
  expect(body).toBe("Framed");
  expect(media.map(({ contentType }) => contentType)).toEqual(["image/jpeg"]);
  expect(Buffer.from(media[0]?.bytes ?? [])).toEqual(blue);
  await expect(phone.sends({ media: [Buffer.from("nothing known")] })).rejects.toMatchObject({
    code: "media_type_unknown",
  });
  await expect(
    phone.sends({ media: await Promise.all(Array.from({ length: 11 }, () => picture("#d00"))) }),
  ).rejects.toMatchObject({ code: 21623 });
});

test("Express, a node:http listener, an app with fetch and a URL are handlers too", async () => {
  const app = express().post("/sms", (_req, res) => void res.type("text").send("Express"));
  const platform = await started({ clock: "virtual", webhook: app });
  const phone = platform.phone(handset);
  await phone.sends("Hi");
  expect((await phone.receives()).body).toBe("Express");
  platform.serve((_req, res) => res.writeHead(200, { "Content-Type": "text/plain" }).end("Node"));
  await phone.sends("Hi");
  expect((await phone.receives()).body).toBe("Node");
  platform.serve({ fetch: () => new Response("Hono") });
  await phone.sends("Hi");
  expect((await phone.receives()).body).toBe("Hono");
  expect((await phone.messages()).map(({ body }) => body)).toEqual(["Express", "Node", "Hono"]);

  const server = createServer((_req, res) => {
    res.writeHead(200, { "Content-Type": "text/plain" }).end("Elsewhere");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const other = await started({ webhook: new URL(`http://127.0.0.1:${port}/x`) });
  await other.phone(handset).sends("Hi");
  expect((await other.phone(handset).receives()).body).toBe("Elsewhere");
});

test("requests are signed for the URL of the app, with the account's token", async () => {
  const platform = await started();
  const signed: boolean[] = [];
  platform.serve(async (request) => {
    const params = parseForm(await request.text());
    const signature = request.headers.get("x-twilio-signature") ?? "";
    const { authToken } = platform.account;
    signed.push(isSigned({ authToken, url: `${platform.appUrl}/sms`, params, signature }));
    return reply("");
  });
  const sent = await platform.phone(handset).sends("Hi");
  const exchange = await sent.exchange();
  expect(signed).toEqual([true]);
  expect(exchange.requests[0]?.response?.status).toBe(200);
});

test("the official SDK sends through the platform", async () => {
  const platform = await started({ numbers: ["+15005550006", "+15005550007"] });
  const client = platform.client(twilio);
  expectTypeOf(client).toEqualTypeOf<twilio.Twilio>();
  const message = await client.messages.create({
    from: "+15005550007",
    to: handset,
    body: "From the API",
  });
  const { body, from } = await platform.phone(handset).receives({ matching: /API$/ });
  expect([body, from]).toEqual(["From the API", "+15005550007"]);
  expect((await client.messages(message.sid).fetch()).status).toBe("delivered");
});

test("each message is given out once, and others can be passed over", async () => {
  const platform = await started({
    clock: "virtual",
    webhook: () => reply("<Message>One</Message><Message>Two</Message><Message>Three</Message>"),
  });
  const phone = platform.phone(handset);
  await phone.sends("Count");
  expect((await phone.receives({ matching: ({ body }) => body.startsWith("T") })).body).toBe("Two");
  expect((await phone.receives()).body).toBe("One");
  expect((await phone.receives()).body).toBe("Three");
});

test("a virtual clock waits for nobody, and stands still otherwise", async () => {
  const platform = await started({
    clock: "virtual",
    network: { latency: { min: 2_000, max: 2_000 } },
    webhook: () => new Response("Hello"),
  });
  const began = platform.clock.now();
  const phone = platform.phone(handset);
  const sent = await phone.sends("Hi");
  await sent.exchange();
  expect(platform.clock.now()).toBe(began);
  expect(await phone.messages()).toEqual([]);
  await platform.clock.advance(1_999);
  expect(await phone.messages()).toEqual([]);
  await platform.clock.advance(10);
  expect(await phone.messages()).toHaveLength(1);

  await phone.sends("Hi");
  await phone.receives();
  await phone.receives();
  expect(platform.clock.now() - began).toBeLessThan(5_000);
});

test("the running clock can be turned on too", async () => {
  const hour = 3_600_000;
  const platform = await started({
    network: { latency: { min: hour, max: hour } },
    webhook: () => reply("<Message>One</Message><Message>Two</Message>"),
  });
  const phone = platform.phone(handset);
  const began = platform.clock.now();
  await (await phone.sends("Hi")).exchange();
  await expect(phone.receives({ timeout: 50 })).rejects.toThrow('"One": ');
  expect(platform.clock.now() - began).toBeLessThan(hour);
  await platform.clock.advance(hour);
  await platform.clock.advance(hour);
  expect((await phone.messages()).map(({ body }) => body)).toEqual(["One", "Two"]);
});

test("it ends once, however often it is told to, and takes nothing after that", async () => {
  const platform = await startPlatform({ webhook: () => new Response("Hello") });
  await platform.phone(handset).sends("Hi");
  await Promise.all([platform.close(), platform[Symbol.asyncDispose]()]);
  await expect(fetch(platform.url)).rejects.toThrow();
  await expect(fetch(platform.appUrl)).rejects.toThrow();
  await expect(platform.phone(handset).sends("Hi")).rejects.toMatchObject({ code: 20500 });
});

test("the same seed gives the same SIDs and the same luck", async () => {
  async function run(seed: string): Promise<readonly (readonly string[])[]> {
    const platform = await startPlatform({
      seed,
      clock: "virtual",
      network: { conditions: { ...roughConditions, undelivered: 0.5, loss: 0, late: 0 } },
      webhook: () => reply("<Message>a</Message><Message>b</Message><Message>c</Message>"),
    });
    await (await platform.phone(handset).sends("Hi")).exchange();
    await platform.clock.advance(120_000);
    const all = await platform.phone(handset).messages();
    await platform.close();
    return all.map(({ sid, body }) => [sid, body]);
  }
  const [one, two, other] = [await run("a"), await run("a"), await run("b")];
  expect(two).toEqual(one);
  expect(other).not.toEqual(one);
});
