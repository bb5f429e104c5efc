import { message, response, write } from "@repartee/markup";
import { startPlatform } from "@repartee/platform";
import express from "express";
import { expect, onTestFinished, test } from "vitest";
import { startApp } from "./support/app.ts";
import { phone } from "./support/phone.ts";
import { photoFile } from "./support/pictures.ts";
import { handset, ourNumber, temporaryFolder } from "./support/platform.ts";

test.each([undefined, "https://api.twilio.com"])(
  "an app sends the picture that it got back by its URL, at the origin %s",
  async (apiOrigin) => {
    const urls: string[] = [];
    const app = express();
    const webhookUrl = await startApp(app);
    app.post("/", express.urlencoded(), (req, res) => {
      urls.push(req.body.MediaUrl0);
      const echo = message("Echo", { media: [req.body.MediaUrl0] });
      res.type("text/xml").send(write(response(echo)));
    });
    const platform = await startPlatform({
      port: 0,
      dataDir: await temporaryFolder(),
      numbers: [{ address: ourNumber, webhookUrl }],
      apiOrigin,
    });
    onTestFinished(() => platform.close());
    const person = phone(platform.url, handset);
    await person.sends(ourNumber, "Look", [await photoFile()]);
    const echo = await person.receives(({ body }) => body === "Echo");
    expect(echo.media).toMatchObject([{ content_type: "image/jpeg" }]);
    expect(urls).toEqual([expect.stringContaining(`${apiOrigin ?? platform.url}/2010-04-01/`)]);
  },
);
