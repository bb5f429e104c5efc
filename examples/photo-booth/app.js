// @ts-check
// Photo booth: text it a picture and it comes back framed. Text it several for a contact sheet.
import { inbound } from "@repartee/express";
import { message, redirect, response } from "@repartee/markup";
import { createMediaFetcher } from "@repartee/media";
import express from "express";
import { contactSheet, frame } from "./pictures.js";

const { PORT = "3000", TWILIO_ACCOUNT_SID = "", TWILIO_AUTH_TOKEN = "" } = process.env;

// The address under which the platform reaches this app: it is part of what gets signed.
const publicUrl = process.env.PUBLIC_URL ?? `http://localhost:${PORT}`;
const webhook = { authToken: TWILIO_AUTH_TOKEN, publicUrl };

const fetchPicture = createMediaFetcher({
  accountSid: TWILIO_ACCOUNT_SID,
  authToken: TWILIO_AUTH_TOKEN,
  providerOrigin: process.env.REPARTEE_URL, // Set by `repartee dev`; without it, the real platform.
});

/** The finished pictures, by the name under which they are served. @type {Map<string, Buffer>} */
const finished = new Map();

const app = express();

app.post(
  "/sms",
  inbound(webhook, async ({ messageSid, body, media }) => {
    if (media.length === 0) return response(redirect("/help"));

    const pictures = await Promise.all(media.map((item) => fetchPicture(item.url)));
    const odd = pictures.find(
      (picture) => !/^image\/(jpeg|png|gif|webp)$/.test(picture.contentType),
    );
    if (odd) {
      return response(message(`Sorry, I cannot open ${odd.contentType}. A JPEG or PNG will do.`));
    }

    const [first] = pictures;
    const name = `${messageSid}.jpg`;
    finished.set(
      name,
      first && pictures.length === 1
        ? await frame(first.bytes, body || "Photo booth")
        : await contactSheet(pictures.map((picture) => picture.bytes)),
    );
    const reply = pictures.length === 1 ? "Looking good!" : `All ${pictures.length} on one sheet.`;
    return response(message(reply, { media: [`${publicUrl}/pictures/${name}`] }));
  }),
);

app.post(
  "/help",
  inbound(webhook, () => response(message("Send me a picture and I will frame it for you."))),
);

app.get("/pictures/:name", (req, res) => {
  const picture = finished.get(req.params.name);
  if (picture) res.type("image/jpeg").send(picture);
  else res.sendStatus(404);
});

app.listen(Number(PORT), () => console.log(`Photo booth listens on ${publicUrl}`));
