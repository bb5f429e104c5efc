import { once } from "node:events";
import { createServer } from "node:http";
import { type Platform, startPlatform } from "@repartee/platform";
import sharp from "sharp";
import twilio from "twilio";
import { beforeAll, describe, expect, test } from "vitest";
import { ourNumber, withoutDelay } from "../support/platform.ts";
import { documents, markup } from "./markup.ts";
import { oddDocuments } from "./odd-documents.ts";
import { text } from "./outcome.ts";

// Reply documents as Twilio's documentation builds or writes them.

let document = "";
let type = "text/xml";
let platform: Platform;
const next = new twilio.twiml.MessagingResponse();
next.message("Next");

beforeAll(async () => {
  const color = { r: 200, g: 30, b: 30 };
  const picture = await sharp({ create: { width: 20, height: 20, channels: 3, background: color } })
    .png()
    .toBuffer();
  const app = createServer((req, res) => {
    const [path] = (req.url ?? "").split("?");
    if (path === "/picture.png")
      return void res.setHeader("Content-Type", "image/png").end(picture);
    if (path === "/status") return void res.writeHead(204).end();
    res.setHeader("Content-Type", path === "/next" ? "text/xml" : type);
    res.end(path === "/next" ? next.toString() : document);
  }).listen(0);
  await once(app, "listening");
  const address = app.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const webhookUrl = `http://localhost:${port}/sms`;
  platform = await startPlatform({
    port: 0,
    limitReplyRate: false,
    ...withoutDelay,
    numbers: [{ address: ourNumber, webhookUrl }],
  });
  return async () => {
    await platform.close();
    app.close().closeAllConnections();
  };
});

describe("built", () => {
  test.each(Object.entries(markup))("%s", async (_, { build, receives, alerts = [] }) => {
    const response = new twilio.twiml.MessagingResponse();
    build(response);
    [document, type] = [response.toString(), "text/xml"];
    expect(await text(platform)).toEqual({ receives, alerts });
  });
});

describe("written", () => {
  test.each(Object.entries({ ...documents, ...oddDocuments }))("%s", async (_, published) => {
    const { receives, alerts = [] } = published;
    [document, type] = [published.text, published.type ?? "text/xml"];
    expect(await text(platform)).toEqual({ receives, alerts });
  });
});
