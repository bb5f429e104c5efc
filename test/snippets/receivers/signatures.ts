import { createHash } from "node:crypto";
import express, { type RequestHandler } from "express";
import twilio from "twilio";
import type { Receiver, Receivers } from "./receiver.ts";

const token = () => process.env.TWILIO_AUTH_TOKEN ?? "";

const valid: RequestHandler = (_req, res) => {
  const twiml = new twilio.twiml.MessagingResponse();
  twiml.message("Valid");
  res.type("text/xml").send(twiml.toString());
};

/** An app whose route is behind a check. */
const behind = (check: (origin: string) => RequestHandler): Receiver["app"] => {
  return ({ origin }) => {
    const app = express();
    app.use(express.urlencoded({ extended: false }));
    app.all("/sms", check(origin), valid);
    return app;
  };
};

const accepted = [{ body: "Grüße & 🦉 + %20", receives: [["Valid", 0]] }] as const;
const refused = [{ receives: [], alerts: [11200] }] as const;

/** Apps that check who asks. */
export const signatures: Receivers = {
  "twilio.webhook()": { app: behind(() => twilio.webhook()), turns: accepted },
  "twilio.webhook() and a picture": {
    app: behind(() => twilio.webhook()),
    turns: [{ pictures: 2, receives: [["Valid", 0]] }],
  },
  "twilio.webhook() for GET": {
    app: behind(() => twilio.webhook()),
    number: { smsMethod: "GET" },
    turns: accepted,
  },
  "twilio.webhook() and a query": {
    app: behind(() => twilio.webhook()),
    number: { smsUrl: "/sms?user=7&lang=de%20AT" },
    turns: accepted,
  },
  "twilio.webhook(token)": { app: behind(() => twilio.webhook(token())), turns: accepted },
  "twilio.webhook(token, options)": {
    app: behind(() => twilio.webhook(token(), { validate: true })),
    turns: accepted,
  },
  "twilio.webhook({ validate: false })": {
    app: behind(() => twilio.webhook({ validate: false })),
    turns: accepted,
  },
  "twilio.webhook({ url })": {
    app: behind((origin) => twilio.webhook({ url: `${origin}/sms` })),
    turns: accepted,
  },
  "twilio.webhook({ host, protocol })": {
    app: behind((origin) => twilio.webhook({ host: new URL(origin).host, protocol: "http" })),
    turns: accepted,
  },
  "twilio.webhook() for another host": {
    app: behind(() => twilio.webhook({ host: "shop.example.com", protocol: "https" })),
    turns: refused,
  },
  "twilio.webhook() with another token": {
    app: behind(() => twilio.webhook("0".repeat(32))),
    turns: refused,
  },
  validateRequest: {
    app: behind((origin) => (req, res, next) => {
      const signature = req.header("X-Twilio-Signature") ?? "";
      if (twilio.validateRequest(token(), signature, `${origin}/sms`, req.body)) return next();
      res.status(403).send("Forbidden");
    }),
    turns: accepted,
  },
  "validateRequest with the URL of the request": {
    app: behind(() => (req, res, next) => {
      const url = `${req.protocol}://${req.get("host")}${req.originalUrl}`;
      const signature = req.headers["x-twilio-signature"];
      if (
        typeof signature === "string" &&
        twilio.validateRequest(token(), signature, url, req.body)
      )
        return next();
      res.status(401).end();
    }),
    turns: accepted,
  },
  "validateRequest for https, where the app is http": {
    app: behind(() => (req, res, next) => {
      const signature = req.header("X-Twilio-Signature") ?? "";
      const url = `https://${req.headers.host}${req.originalUrl}`;
      if (twilio.validateRequest(token(), signature, url, req.body)) return next();
      res.status(403).send("Forbidden");
    }),
    turns: refused,
  },
  validateExpressRequest: {
    app: behind(() => (req, res, next) => {
      if (twilio.validateExpressRequest(req, token())) return next();
      res.status(403).send("you are not twilio. Buzz off.");
    }),
    turns: accepted,
  },
  "validateExpressRequest({ url })": {
    app: behind((origin) => (req, res, next) => {
      if (twilio.validateExpressRequest(req, token(), { url: `${origin}/sms` })) return next();
      res.sendStatus(403);
    }),
    turns: accepted,
  },
  validateIncomingRequest: {
    app: behind(() => (req, res, next) => {
      if (twilio.validateIncomingRequest(req, token())) return next();
      res.sendStatus(403);
    }),
    turns: accepted,
  },
  getExpectedTwilioSignature: {
    app: behind((origin) => (req, res, next) => {
      const expected = twilio.getExpectedTwilioSignature(token(), `${origin}/sms`, req.body);
      if (expected === req.header("x-twilio-signature")) return next();
      res.sendStatus(403);
    }),
    turns: accepted,
  },
  validateBody: {
    app: behind(() => (req, res, next) => {
      const body = new URLSearchParams(req.body).toString();
      const hash = createHash("sha256").update(body).digest("hex");
      if (twilio.validateBody(body, hash)) return next();
      res.sendStatus(403);
    }),
    turns: accepted,
  },
};
