import express, { type Express } from "express";
import twilio from "twilio";
import type { Receivers } from "./receiver.ts";

const { MessagingResponse } = twilio.twiml;

/** An app whose `/sms` fails and whose `/fallback` says with which code. */
const failing = (fail: (app: Express) => unknown) => () => {
  const app = express().use(express.urlencoded({ extended: false }));
  fail(app);
  app.post("/fallback", (req, res) => {
    const twiml = new MessagingResponse();
    twiml.message(`Sorry (${req.body.ErrorCode}): ${req.body.Body}`);
    res.type("text/xml").send(twiml.toString());
  });
  return app;
};
const number = { smsFallbackUrl: "/fallback", smsFallbackMethod: "POST" };

/** Apps that fail, and handlers of the fallback URL. */
export const failures: Receivers = {
  "an error status": {
    app: failing((app) => app.post("/sms", (_req, res) => void res.status(500).send("Oops"))),
    number,
    turns: [{ receives: [["Sorry (11200): Hi", 0]], alerts: [11200] }],
  },
  "a handler that throws": {
    app: failing((app) => {
      app.set("env", "test");
      app.post("/sms", () => {
        throw new Error("Bug");
      });
    }),
    number,
    turns: [{ receives: [["Sorry (11200): Hi", 0]], alerts: [11200] }],
  },
  "a route that does not exist": {
    app: failing(() => {}),
    number,
    turns: [{ receives: [["Sorry (11200): Hi", 0]], alerts: [11200] }],
  },
  "JSON in place of a document": {
    app: failing((app) => app.post("/sms", (_req, res) => void res.json({ ok: true }))),
    number,
    turns: [{ receives: [["Sorry (12300): Hi", 0]], alerts: [12300] }],
  },
  "a document that does not end": {
    app: failing((app) =>
      app.post("/sms", (_req, res) => void res.type("text/xml").send("<Response><Message>Hi")),
    ),
    number,
    turns: [{ receives: [["Sorry (12100): Hi", 0]], alerts: [12100] }],
  },
  "an error without a fallback": {
    app: failing((app) => app.post("/sms", (_req, res) => void res.sendStatus(503))),
    turns: [{ receives: [], alerts: [11200] }],
  },
  "an error that the app handles itself": {
    app: failing((app) =>
      app.post("/sms", (_req, res) => {
        const twiml = new MessagingResponse();
        try {
          throw new Error("Database down");
        } catch {
          twiml.message("Something went wrong. Please try again later.");
        }
        res.type("text/xml").send(twiml.toString());
      }),
    ),
    number,
    turns: [{ receives: [["Something went wrong. Please try again later.", 0]] }],
  },
  "a REST error that the app answers with": {
    app: ({ client }) =>
      express().post("/sms", express.urlencoded(), async (req, res) => {
        const twiml = new MessagingResponse();
        try {
          await client.messages.create({ from: req.body.To, to: req.body.Body, body: "Hi" });
          twiml.message("Sent");
        } catch (error) {
          if (!(error instanceof twilio.RestException)) throw error;
          twiml.message(`Refused: ${error.code}`);
        }
        res.type("text/xml").send(twiml.toString());
      }),
    turns: [
      { body: "+1999", receives: [["Refused: 21211", 0]] },
      { body: "+14155550100", receives: [["Sent", 0]] },
    ],
  },
};
