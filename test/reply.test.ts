import { inbound, statusCallback } from "@repartee/express";
import { message, redirect, response } from "@repartee/markup";
import express from "express";
import twilio from "twilio";
import { expect, test } from "vitest";
import { startApp } from "./support/app.ts";
import { changed, finishedExchange, phone } from "./support/phone.ts";
import { photoFile } from "./support/pictures.ts";
import { handset, ourNumber, platformFor } from "./support/platform.ts";

test("a picture goes in, the app is asked, its picture comes back", async () => {
  const app = express();
  const appUrl = await startApp(app);
  const platform = await platformFor(`${appUrl}/sms`);
  const webhook = { authToken: platform.account.authToken, publicUrl: appUrl };
  const heard: string[] = [];
  const seen: string[] = [];
  app.post(
    "/sms",
    inbound(webhook, async ({ body, from, media: [first] }) => {
      if (!first) return response(redirect("/help"));
      const picture = await fetch(first.url, {
        headers: {
          Authorization: `Basic ${btoa(`${platform.account.sid}:${platform.account.authToken}`)}`,
        },
      });
      heard.push(
        `${from.value} ${body} ${first.contentType} ${picture.headers.get("content-type")}`,
      );
      return response(
        message("Thanks!", { media: "/picture.png", statusCallback: "/status" }),
        message("And bye."),
      );
    }),
  );
  app.post(
    "/help",
    inbound(webhook, () => "Send a picture."),
  );
  app.post(
    "/status",
    statusCallback(webhook, ({ status }) => void seen.push(status)),
  );
  app.get("/picture.png", (_req, res) => {
    // The smallest PNG there is.
    const png =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    res.type("png").send(Buffer.from(png, "base64"));
  });

  const person = phone(platform.url, handset);
  const sent = await person.sends(ourNumber, "Look", [await photoFile()]);
  expect(sent).toMatchObject({ status: 201, sid: expect.stringMatching(/^MM[0-9a-f]{32}$/) });

  const thanks = await person.receives(({ body }) => body === "Thanks!");
  expect(thanks).toMatchObject({
    from: ourNumber,
    to: handset,
    media: [{ content_type: "image/png", size: 70 }],
  });
  await person.receives(({ body }) => body === "And bye.");
  expect(heard).toEqual([`${handset} Look image/jpeg image/jpeg`]);

  await expect.poll(() => seen).toEqual(["sent", "delivered"]);

  const exchange = await finishedExchange(platform.url, sent.exchange_sid);
  expect(exchange.verbs.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ["message", "ran"],
    ["message", "ran"],
  ]);
  expect(exchange.notices).toEqual([]);
  const reply = exchange.messages.find(({ sid }) => sid === thanks.sid);
  expect(reply?.history.map(({ status }) => status)).toEqual([
    "queued",
    "sending",
    "sent",
    "delivered",
  ]);

  await person.sends(ourNumber, "What now?");
  await person.receives(({ body }) => body === "Send a picture.");
});

test("the official library accepts our signatures", async () => {
  const requests: { signature: string; url: string; params: Record<string, string> }[] = [];
  const app = express();
  const appUrl = await startApp(app);
  app.use(express.urlencoded({ extended: false }), (req, res) => {
    requests.push({
      signature: req.get("X-Twilio-Signature") ?? "",
      url: appUrl + req.originalUrl,
      params: req.body,
    });
    res.type("text/xml").send("<Response/>");
  });
  const platform = await platformFor(`${appUrl}/sms?tenant=a&name=O'Hara#rc=2`);
  const sent = await phone(platform.url, handset).sends(ourNumber, "Héllo 👍🏽  \n & bye ");
  await finishedExchange(platform.url, sent.exchange_sid);

  const [request] = requests;
  if (!request) throw new Error("The app was not asked.");
  const { authToken } = platform.account;
  expect(twilio.validateRequest(authToken, request.signature, request.url, request.params)).toBe(
    true,
  );
  expect(
    twilio.validateRequest(authToken, request.signature, request.url, {
      ...request.params,
      Body: "x",
    }),
  ).toBe(false);
  expect(request.params).toMatchObject({
    Body: "Héllo 👍🏽  \n & bye ",
    NumMedia: "0",
    From: handset,
    To: ourNumber,
  });
});

test("a GET webhook carries everything in its signed query", async () => {
  const app = express();
  const appUrl = await startApp(app);
  const platform = await platformFor(`${appUrl}/sms`, { webhookMethod: "GET" });
  app.get(
    "/sms",
    inbound(
      { authToken: platform.account.authToken, publicUrl: appUrl },
      ({ body }) => `You said ${body}`,
    ),
  );
  const person = phone(platform.url, handset);
  await person.sends(ourNumber, "hi & bye");
  await person.receives(({ body }) => body === "You said hi & bye");
});

test("what an app answers in other ways", async () => {
  const app = express();
  const appUrl = await startApp(app);
  app.post("/text", (_req, res) => void res.type("text/plain").send("Just text"));
  app.post("/nothing", (_req, res) => void res.status(204).end());
  app.post("/moved", (_req, res) => void res.redirect(307, "/text"));
  app.use(express.urlencoded({ extended: false })).post("/sms", (req, res) => {
    res
      .type("text/xml")
      .send(`<Response>\n  <Redirect>\n  ${req.body.Body}\n</Redirect></Response>`);
  });
  const platform = await platformFor(`${appUrl}/sms`);
  const person = phone(platform.url, handset);
  await person.sends(ourNumber, "/text");
  await person.receives(({ body }) => body === "Just text");
  await person.sends(ourNumber, "/moved");
  await changed(
    platform.url,
    async () => (await person.messages()).filter(({ body }) => body === "Just text")[1],
  );
  const silent = await person.sends(ourNumber, "/nothing");
  const exchange = await finishedExchange(platform.url, silent.exchange_sid);
  expect(exchange.notices).toEqual([]);
  expect(exchange.verbs.map(({ kind }) => kind)).toEqual(["redirect"]);
});

test("the fallback is asked once, with what went wrong", async () => {
  const app = express().use(express.urlencoded({ extended: false }));
  const appUrl = await startApp(app);
  app.post("/sms", (_req, res) => void res.status(500).end());
  app.post("/fallback", (req, res) => {
    const { ErrorCode, ErrorUrl, Body } = req.body;
    res
      .type("text/xml")
      .send(`<Response><Message>${Body} ${ErrorCode} ${ErrorUrl}</Message></Response>`);
  });
  const platform = await platformFor(`${appUrl}/sms`, { fallbackUrl: `${appUrl}/fallback` });
  const person = phone(platform.url, handset);
  await person.sends(ourNumber, "Hi");
  await person.receives(({ body }) => body === `Hi 11200 ${appUrl}/sms`);
});
