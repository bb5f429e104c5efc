// @ts-check
// Photo booth: text it a picture and it comes back framed. Text it several for a contact sheet.
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { inbound } from "@repartee/express";
import { message, redirect, response } from "@repartee/markup";
import { contactSheet, createMediaFetcher } from "@repartee/media";
import express from "express";
import sharp from "sharp";

/**
 * The whole app. The public URL is the address under which the platform reaches it: it is part of what
 * gets signed. The origin is where the API is, when it is not the real platform's.
 * @param {{ accountSid: string, authToken: string, publicUrl: string, providerOrigin?: string }} options
 */
export function photoBooth({ accountSid, authToken, publicUrl, providerOrigin }) {
  const fetchMedia = createMediaFetcher({ accountSid, authToken, providerOrigin });
  const webhook = { authToken, publicUrl, fetchMedia };

  /** Finished pictures by the name under which they are served. @type {Map<string, Uint8Array>} */
  const finished = new Map();

  const app = express();

  app.post(
    "/sms",
    inbound(webhook, async ({ messageSid, body, media }) => {
      if (media.length === 0) return response(redirect("/help"));

      const files = await Promise.all(media.map((item) => item.fetch()));
      const odd = files.find(
        ({ contentType }) => !/^image\/(jpeg|png|gif|webp)$/.test(contentType),
      );
      if (odd) return `Sorry, I cannot open ${odd.contentType}. A JPEG or a PNG will do.`;

      const pictures = files.map(({ bytes }) => bytes);
      const name = `${messageSid}.jpg`;
      try {
        const [first, second] = pictures;
        finished.set(
          name,
          second
            ? (await contactSheet(pictures)).bytes
            : await frame(first, body.trim() || "Photo booth"),
        );
      } catch {
        return "Sorry, that picture is damaged. Please send it once more.";
      }
      return response(message("Looking good!", { media: `${publicUrl}/pictures/${name}` }));
    }),
  );

  app.post(
    "/help",
    inbound(webhook, () => "Send me a picture and I will frame it for you."),
  );

  app.get("/pictures/:name", (req, res) => {
    const picture = finished.get(req.params.name);
    if (picture) res.type("jpeg").send(picture);
    else res.sendStatus(404);
  });

  return app;
}

/**
 * The picture upright on photo paper, with a caption; sharp leaves its metadata behind.
 * @param {Uint8Array} picture
 * @param {string} caption
 */
async function frame(picture, caption) {
  const paper = { top: 40, left: 40, right: 40, bottom: 140, background: "#fdfbf7" };
  const text = { text: caption.slice(0, 30).replace(/[<>&]/g, "*"), font: "sans 30", rgba: true };
  const upright = sharp(picture).rotate().resize(1080, 1080, { fit: "inside" });
  const label = sharp({ text }).extend({ bottom: 50, background: "#0000" }).png();
  return sharp(await upright.extend(paper).toBuffer())
    .composite([{ input: await label.toBuffer(), gravity: "south" }])
    .jpeg()
    .toBuffer();
}

// Run as a program, and not loaded by its test.
if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { PORT = "3000", TWILIO_ACCOUNT_SID = "", TWILIO_AUTH_TOKEN = "" } = process.env;
  const publicUrl = process.env.PUBLIC_URL ?? `http://localhost:${PORT}`;
  photoBooth({
    accountSid: TWILIO_ACCOUNT_SID,
    authToken: TWILIO_AUTH_TOKEN,
    publicUrl,
    providerOrigin: process.env.REPARTEE_URL, // Set by `repartee dev`; without it, the real platform.
  }).listen(Number(PORT), () => console.log(`Photo booth listens on ${publicUrl}`));
}
