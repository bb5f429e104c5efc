import express from "express";
import twilio from "twilio";
import type { Receivers } from "./receiver.ts";

const { MessagingResponse } = twilio.twiml;

/** The cookies of a request, by name. */
const cookies = (header = ""): Record<string, string> =>
  Object.fromEntries(header.split("; ").map((pair) => pair.split("=")));

const app = () => express().use(express.urlencoded({ extended: false }));

/** Apps that remember what was said, or manage who is written to. */
export const conversations: Receivers = {
  "counts messages by a cookie": {
    app: () =>
      app().post("/sms", (req, res) => {
        const count = Number(cookies(req.headers.cookie).count ?? 0) + 1;
        const twiml = new MessagingResponse();
        twiml.message(count > 1 ? `Hello, thanks for message number ${count}` : "Hello, thanks!");
        res.cookie("count", count).type("text/xml").send(twiml.toString());
      }),
    turns: [
      { from: "+14155550111", receives: [["Hello, thanks!", 0]] },
      { from: "+14155550111", receives: [["Hello, thanks for message number 2", 0]] },
      { from: "+14155550112", receives: [["Hello, thanks!", 0]] },
      { from: "+14155550111", receives: [["Hello, thanks for message number 3", 0]] },
    ],
  },
  "asks one question after another": {
    app: () =>
      app().post("/sms", (req, res) => {
        const questions = ["Your name?", "Your age?"];
        const { step, name } = cookies(req.headers.cookie);
        const twiml = new MessagingResponse();
        if (step === undefined) {
          twiml.message(questions[0] ?? "");
          res.cookie("step", "0");
        } else if (step === "0") {
          twiml.message(questions[1] ?? "");
          res.cookie("step", "1").cookie("name", encodeURIComponent(req.body.Body));
        } else {
          twiml.message(`${decodeURIComponent(name ?? "")} is ${req.body.Body}`);
          res.clearCookie("step").clearCookie("name");
        }
        res.type("text/xml").send(twiml.toString());
      }),
    turns: [
      { from: "+14155550113", body: "survey", receives: [["Your name?", 0]] },
      { from: "+14155550113", body: "Ada", receives: [["Your age?", 0]] },
      { from: "+14155550113", body: "36", receives: [["Ada is 36", 0]] },
      { from: "+14155550113", body: "again", receives: [["Your name?", 0]] },
    ],
  },
  "keeps sessions in memory by number": {
    app: () => {
      const seen = new Map<string, string[]>();
      return app().post("/sms", (req, res) => {
        const said = [...(seen.get(req.body.From) ?? []), req.body.Body];
        seen.set(req.body.From, said);
        res.type("text/plain").send(said.join(", "));
      });
    },
    turns: [
      { body: "eggs", receives: [["eggs", 0]] },
      { body: "milk", receives: [["eggs, milk", 0]] },
    ],
  },
  "votes by keyword": {
    app: () => {
      const votes = new Map([
        ["TACOS", 0],
        ["PIZZA", 0],
      ]);
      return app().post("/sms", (req, res) => {
        const choice = req.body.Body.trim().toUpperCase();
        const count = votes.get(choice);
        const twiml = new MessagingResponse();
        if (count === undefined) twiml.message(`Vote for ${[...votes.keys()].join(" or ")}`);
        else {
          votes.set(choice, count + 1);
          twiml.message(`${choice}: ${count + 1}`);
        }
        res.type("text/xml").send(twiml.toString());
      });
    },
    turns: [
      { body: "tacos", receives: [["TACOS: 1", 0]] },
      { body: "Tacos!", receives: [["Vote for TACOS or PIZZA", 0]] },
      { from: "+14155550114", body: " TACOS", receives: [["TACOS: 2", 0]] },
    ],
  },
  "forwards to a person, and back": {
    app: () => {
      const me = "+14155550120";
      return app().post("/sms", (req, res) => {
        const { From, Body } = req.body;
        const twiml = new MessagingResponse();
        const separator = Body.indexOf(": ");
        if (From === me) twiml.message({ to: Body.slice(0, separator) }, Body.slice(separator + 2));
        else twiml.message({ to: me }, `${From}: ${Body}`);
        res.type("text/xml").send(twiml.toString());
      });
    },
    turns: [{ from: "+14155550120", body: "+14155550120: Note", receives: [["Note", 0]] }],
  },
  "STOP, HELP and START, with the app asked too": {
    app: () =>
      app().post("/sms", (req, res) => {
        const twiml = new MessagingResponse();
        if (!/^(stop|help|start)$/i.test(req.body.Body)) twiml.message("Subscribed");
        res.type("text/xml").send(twiml.toString());
      }),
    turns: [
      { from: "+14155550115", body: "Hi", receives: [["Subscribed", 0]] },
      {
        from: "+14155550115",
        body: "STOP",
        receives: [],
        confirmation:
          "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.",
      },
      { from: "+14155550115", body: "Hi", receives: [], alerts: [21610] },
      {
        from: "+14155550115",
        body: "start",
        receives: [],
        confirmation:
          "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
      },
      { from: "+14155550115", body: "Hi", receives: [["Subscribed", 0]] },
    ],
  },
};
