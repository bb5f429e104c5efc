import { once } from "node:events";
import { createServer } from "node:http";
import { message, redirect, response, write } from "@repartee/markup";
import { startPlatform } from "@repartee/platform";
import express from "express";
import sharp from "sharp";
import twilio from "twilio";
import { expect, onTestFinished, test } from "vitest";
import { repartee, running } from "./support/command.ts";
import { phone } from "./support/phone.ts";
import { handset, ourNumber, temporaryFolder } from "./support/platform.ts";

const publicUrl = "https://shop.example.com";

/** Validates as published apps do behind a tunnel: against a host that is written down. */
const validate = (authToken: string) =>
  twilio.webhook(authToken, { protocol: "https", host: "shop.example.com" });

test("requests are signed for the public address and go to the app, with a tunnel's headers", async () => {
  const account = { sid: `AC${"0".repeat(32)}`, authToken: "1".repeat(32) } as const;
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: "teal" } })
    .png()
    .toBuffer();
  const seen: string[] = [];
  const statuses: string[] = [];
  const app = express()
    .set("trust proxy", true)
    .get("/picture.png", (_req, res) => void res.type("png").send(png))
    .use(express.urlencoded({ extended: false }), validate(account.authToken))
    .use((req, _res, next) => {
      seen.push(`${req.method} ${req.protocol}://${req.hostname}${req.path}`);
      next();
    })
    .post("/sms", (_req, res) => void res.redirect(307, "/hop"))
    .post("/hop", (req, res) => {
      const here = `${req.protocol}://${req.hostname}`;
      const reply = message("Hi", {
        media: [`${here}/picture.png`],
        statusCallback: `${here}/status`,
      });
      res.type("xml").send(write(response(reply, redirect(`${here}/last?a=b`))));
    })
    .post("/status", (req, res) => {
      statuses.push(req.body.MessageStatus);
      res.status(204).end();
    })
    .post("/last", (_req, res) => void res.status(500).end())
    .post("/fallback", (req, res) => void res.type("text").send(`Sorry: ${req.body.ErrorUrl}`));
  const server = createServer(app).listen(0);
  await once(server, "listening");
  onTestFinished(() => void server.close().closeAllConnections());
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;

  const platform = await startPlatform({
    port: 0,
    account,
    appUrl: `http://localhost:${port}`,
    publicUrl,
    numbers: [{ address: ourNumber, webhookUrl: "/sms", fallbackUrl: `${publicUrl}/fallback` }],
  });
  onTestFinished(() => platform.close());
  const { runtime, sendCore } = platform;
  const received = await runtime.receive({ from: handset, to: ourNumber, body: "Hi", media: [] });
  if (!received.ok) throw new Error(received.sentence);
  const exchange = await runtime.finished(received.exchangeSid);
  expect(seen.filter((one) => !one.endsWith("/status"))).toEqual([
    "POST https://shop.example.com/sms",
    "POST https://shop.example.com/hop",
    "POST https://shop.example.com/last",
    "POST https://shop.example.com/fallback",
  ]);
  const [first] = exchange.requests;
  expect(first?.url).toBe(`${publicUrl}/sms`);
  expect(first?.headers).toContainEqual(["X-Forwarded-Proto", "https"]);
  const [reply, sorry] = exchange.verbs.flatMap(({ messageSid }) => messageSid ?? []);
  if (!reply || !sorry) throw new Error(JSON.stringify(exchange.notices));
  await Promise.all([sendCore.reached(reply, "delivered"), sendCore.reached(sorry, "delivered")]);
  expect(await sendCore.media(reply)).toMatchObject([{ contentType: "image/png" }]);
  expect(await sendCore.message(account.sid, sorry)).toMatchObject({
    body: `Sorry: ${publicUrl}/last?a=b`,
  });
  await expect.poll(() => statuses).toContain("delivered");
});

test("the flag gives the address to an app that the command starts", async () => {
  const program = `
    const twilio = require("twilio");
    const express = require("express");
    express()
      .use(express.urlencoded({ extended: false }))
      .post("/sms", twilio.webhook({ protocol: "https", host: "shop.example.com" }), (req, res) => {
        res.type("text/plain").send("Welcome");
      })
      .listen(process.env.PORT);`;
  const dev = repartee([
    ...["dev", "--port", "0", "--data", await temporaryFolder(), "--public-url", publicUrl],
    ...["--", process.execPath, "-e", program],
  ]);
  const { url } = await running(dev);
  expect(dev.output()).toContain(`Public URL   ${publicUrl}`);
  const person = phone(url, handset);
  await person.sends(ourNumber, "Hi");
  await person.receives(({ body }) => body === "Welcome");
  dev.process.kill("SIGINT");
  expect(await dev.ended).toBe(0);
});

test.each([
  [["--public-url", "https://shop.example.com/sms"], "without a path"],
  [["--public-url", "shop.example.com"], "such as https://shop.example.com"],
  [["--public-url", publicUrl], "publicUrl: expected an appUrl besides"],
])("dev %j is refused", async (flags, sentence) => {
  const dev = repartee(["dev", "--port", "0", "--data", await temporaryFolder(), ...flags]);
  expect(await dev.ended).toBe(2);
  expect(dev.output()).toContain(sentence);
});
