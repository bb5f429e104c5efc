// The app of one side, in a process of its own: node lib/apps.mjs express|fetch|peer; prints its port.
import { createServer } from "node:http";
import express from "express";
import twilio from "twilio";

const authToken = "12345678901234567890123456789012";
const publicUrl = "https://app.example.com";
const answer = ({ body, media }) => `${body}: ${media.length}`;

const apps = {
  async express() {
    const { inbound } = await import("../../dist/index.js");
    return express().post("/sms", inbound({ authToken, publicUrl }, answer));
  },
  async fetch() {
    const { inbound, toNodeListener } = await import("../../../fetch/dist/index.js");
    return toNodeListener(inbound({ authToken, publicUrl }, answer));
  },
  async peer() {
    const verify = twilio.webhook(authToken, { url: `${publicUrl}/sms` });
    return express().post("/sms", express.urlencoded({ extended: false }), verify, (req, res) => {
      const twiml = new twilio.twiml.MessagingResponse();
      twiml.message(`${req.body.Body}: ${req.body.NumMedia}`);
      res.type("text/xml").send(twiml.toString());
    });
  },
};

process.on("SIGINT", () => process.exit(0));
const server = createServer(await apps[process.argv[2]]());
server.listen(0, () => console.log(server.address().port));
