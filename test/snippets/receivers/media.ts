import { createHash } from "node:crypto";
import express, { type RequestHandler } from "express";
import twilio from "twilio";
import { photo } from "../../support/pictures.ts";
import type { Receiver, Receivers } from "./receiver.ts";

const basic = () =>
  `Basic ${btoa(`${process.env.TWILIO_ACCOUNT_SID}:${process.env.TWILIO_AUTH_TOKEN}`)}`;
const bytes = await photo();
const digest = (data: ArrayBuffer | Buffer) =>
  createHash("sha256").update(new Uint8Array(data)).digest("hex");

const app =
  (handler: RequestHandler): Receiver["app"] =>
  () => {
    const app = express();
    app.use(express.urlencoded({ extended: false }));
    app.get("/owl.jpg", (_req, res) => void res.type("image/jpeg").send(bytes));
    app.post("/sms", handler);
    return app;
  };

/** Apps that receive pictures, or reply with them. */
export const media: Receivers = {
  "a picture with a text": {
    app: app((req, res) => {
      const twiml = new twilio.twiml.MessagingResponse();
      const message = twiml.message("");
      message.body("The Robots are coming! Head for the hills!");
      message.media(`${req.protocol}://${req.get("host")}/owl.jpg`);
      res.type("text/xml").send(twiml.toString());
    }),
    turns: [{ receives: [["The Robots are coming! Head for the hills!", 1]] }],
  },
  "two pictures, chained": {
    app: app((_req, res) => {
      const twiml = new twilio.twiml.MessagingResponse();
      const message = twiml.message("Both");
      message.media("/owl.jpg");
      message.media("/owl.jpg?again");
      res.type("text/xml").send(twiml.toString());
    }),
    turns: [{ receives: [["Both", 2]] }],
  },
  "counts pictures": {
    app: app((req, res) => {
      const twiml = new twilio.twiml.MessagingResponse();
      const count = Number.parseInt(req.body.NumMedia, 10);
      if (count > 0)
        twiml.message(`Thanks for the ${count} picture(s), ${req.body.MediaContentType0}`);
      else twiml.message("Send us an image!");
      res.type("text/xml").send(twiml.toString());
    }),
    turns: [
      { receives: [["Send us an image!", 0]] },
      { pictures: 2, receives: [["Thanks for the 2 picture(s), image/jpeg", 0]] },
    ],
  },
  "downloads pictures with credentials": {
    app: app(async (req, res) => {
      const twiml = new twilio.twiml.MessagingResponse();
      for (let i = 0; i < Number(req.body.NumMedia); i++) {
        const answer = await fetch(req.body[`MediaUrl${i}`], {
          headers: { Authorization: basic() },
        });
        const same = digest(await answer.arrayBuffer()) === digest(bytes);
        twiml.message(`${answer.headers.get("content-type")} ${same}`);
      }
      res.type("text/xml").send(twiml.toString());
    }),
    turns: [
      {
        pictures: 2,
        receives: [
          ["image/jpeg true", 0],
          ["image/jpeg true", 0],
        ],
      },
    ],
  },
  "downloads a picture without credentials": {
    app: app(async (req, res) => {
      const { status } = await fetch(req.body.MediaUrl0);
      res.type("text/plain").send(`Status ${status}`);
    }),
    turns: [{ pictures: 1, receives: [["Status 401", 0]] }],
  },
  "names the file after the last part of the URL": {
    app: app((req, res) => {
      const sid = req.body.MediaUrl0.split("/").pop();
      res.type("text/plain").send(/^ME[0-9a-f]{32}$/.test(sid) ? "A media SID" : sid);
    }),
    turns: [{ pictures: 1, receives: [["A media SID", 0]] }],
  },
  "echoes a picture by its URL": {
    app: app((req, res) => {
      const twiml = new twilio.twiml.MessagingResponse();
      const message = twiml.message("Echo");
      message.media(req.body.MediaUrl0);
      res.type("text/xml").send(twiml.toString());
    }),
    turns: [{ pictures: 1, receives: [["Echo", 1]] }],
  },
  "deletes a picture after it has saved it": {
    app: ({ client }) =>
      app(async (req, res) => {
        const { MessageSid, MediaUrl0 } = req.body;
        const removed = await client
          .messages(MessageSid)
          .media(MediaUrl0.split("/").pop())
          .remove();
        const left = await client.messages(MessageSid).media.list();
        res.type("text/plain").send(`${removed} ${left.length}`);
      })({ client, origin: "" }),
    turns: [{ pictures: 1, receives: [["true 0", 0]] }],
  },
  "reads a picture's record": {
    app: ({ client }) =>
      app(async (req, res) => {
        const [record] = await client.messages(req.body.MessageSid).media.list({ limit: 1 });
        res.type("text/plain").send(`${record?.contentType} ${req.body.MessageSid.slice(0, 2)}`);
      })({ client, origin: "" }),
    turns: [{ pictures: 1, receives: [["image/jpeg MM", 0]] }],
  },
  "refuses what is not a picture": {
    app: app((req, res) => {
      const type: string = req.body.MediaContentType0 ?? "";
      res.type("text/plain").send(type.startsWith("image/") ? "Nice" : "Pictures only, please");
    }),
    turns: [{ receives: [["Pictures only, please", 0]] }, { pictures: 1, receives: [["Nice", 0]] }],
  },
};
