import express, { type Request, type Response } from "express";
import twilio from "twilio";
import type { Receiver, Receivers } from "./receiver.ts";

const { MessagingResponse } = twilio.twiml;

/** An Express app with one route, and pictures to send. */
const app = (handler: (req: Request, res: Response) => unknown): Receiver["app"] => {
  return () => {
    const app = express();
    app.use(express.urlencoded({ extended: false }));
    app.post("/sms", (req, res) => void handler(req, res));
    app.get("/status", (_req, res) => void res.sendStatus(204));
    app.get("/get", (req, res) => void handler(req, res));
    return app;
  };
};

/** Apps that reply, in each form that is published. */
export const replies: Receivers = {
  "a text": {
    app: app((_req, res) => {
      const twiml = new MessagingResponse();
      twiml.message("The Robots are coming! Head for the hills!");
      res.type("text/xml").send(twiml.toString());
    }),
    turns: [{ receives: [["The Robots are coming! Head for the hills!", 0]] }],
  },
  "a type by writeHead": {
    app: app((_req, res) => {
      const twiml = new MessagingResponse();
      twiml.message("Written");
      res.writeHead(200, { "Content-Type": "text/xml" });
      res.end(twiml.toString());
    }),
    turns: [{ receives: [["Written", 0]] }],
  },
  "a document without a type, as Express sends it": {
    app: app((_req, res) => {
      const twiml = new MessagingResponse();
      twiml.message("Typed by Express");
      res.send(twiml.toString());
    }),
    turns: [{ receives: [["Typed by Express", 0]] }],
  },
  "the shortcut type xml": {
    app: app((_req, res) => {
      const twiml = new MessagingResponse();
      twiml.message("Short");
      res.type("xml").send(twiml.toString());
    }),
    turns: [{ receives: [["Short", 0]] }],
  },
  "a literal document": {
    app: app((req, res) => {
      res.set("Content-Type", "text/xml");
      res.send(`<Response><Message>You said ${req.body.Body}</Message></Response>`);
    }),
    turns: [{ body: "abc", receives: [["You said abc", 0]] }],
  },
  "plain text": {
    app: app((req, res) => void res.type("text/plain").send(`Plain ${req.body.Body}`)),
    turns: [{ body: "abc", receives: [["Plain abc", 0]] }],
  },
  "nothing, as an empty document": {
    app: app((_req, res) => void res.type("text/xml").send("<Response></Response>")),
    turns: [{ receives: [] }],
  },
  "nothing, as 204": {
    app: app((_req, res) => void res.sendStatus(204)),
    turns: [{ receives: [] }],
  },
  "nothing, as an empty 200": {
    app: app((_req, res) => void res.status(200).end()),
    // "Possible causes: No Content-Type header attached to response", twilio.com/docs/api/errors/11200.
    turns: [{ receives: [], alerts: [12300] }],
  },
  "several messages by a loop": {
    app: app((_req, res) => {
      const twiml = new MessagingResponse();
      for (const part of ["One", "Two", "Three"]) twiml.message(part);
      res.type("text/xml").send(twiml.toString());
    }),
    turns: [
      {
        receives: [
          ["One", 0],
          ["Two", 0],
          ["Three", 0],
        ],
      },
    ],
  },
  "a message to somebody else": {
    app: app((req, res) => {
      const twiml = new MessagingResponse();
      twiml.message({ to: "+14155550188" }, `${req.body.From}: ${req.body.Body}`);
      twiml.message("Forwarded");
      res.type("text/xml").send(twiml.toString());
    }),
    turns: [
      {
        from: "+14155550188",
        receives: [
          ["+14155550188: Hi", 0],
          ["Forwarded", 0],
        ],
      },
    ],
  },
  "a status callback with action and method": {
    app: app((_req, res) => {
      const twiml = new MessagingResponse();
      twiml.message({ action: "/status", method: "GET" }, "Tracked");
      res.type("text/xml").send(twiml.toString());
    }),
    turns: [{ receives: [["Tracked", 0]] }],
  },
  "a redirect to another route": {
    app: () => {
      const app = express();
      app.post("/sms", (_req, res) => {
        const twiml = new MessagingResponse();
        twiml.redirect("./more?from=sms");
        res.type("text/xml").send(twiml.toString());
      });
      app.post("/more", express.urlencoded(), (req, res) => {
        const twiml = new MessagingResponse();
        twiml.message(`${req.body.Body} from ${req.query.from}`);
        res.type("text/xml").send(twiml.toString());
      });
      return app;
    },
    turns: [{ body: "Ahoy", receives: [["Ahoy from sms", 0]] }],
  },
  "an HTTP redirect": {
    app: () => {
      const app = express();
      app.post("/sms", (_req, res) => res.redirect("/moved"));
      app.get("/moved", (_req, res) => void res.type("text/plain").send("Moved"));
      return app;
    },
    turns: [{ receives: [["Moved", 0]] }],
  },
  "a GET webhook": {
    app: app((req, res) => {
      const twiml = new MessagingResponse();
      twiml.message(`GET ${req.query.Body} ${req.query.NumMedia}`);
      res.type("text/xml").send(twiml.toString());
    }),
    number: { smsUrl: "/get", smsMethod: "GET" },
    turns: [{ body: "a&b=c", receives: [["GET a&b=c 0", 0]] }],
  },
  "keywords by a switch": {
    app: app((req, res) => {
      const twiml = new MessagingResponse();
      switch (req.body.Body.trim().toLowerCase()) {
        case "hello":
          twiml.message("Hi!");
          break;
        case "bye":
          twiml.message("Goodbye");
          break;
        default:
          twiml.message("No Body param match, Twilio sends this in the request to your server.");
      }
      res.type("text/xml").send(twiml.toString());
    }),
    turns: [
      { body: "Hello ", receives: [["Hi!", 0]] },
      { body: "bye", receives: [["Goodbye", 0]] },
      {
        body: "?",
        receives: [["No Body param match, Twilio sends this in the request to your server.", 0]],
      },
    ],
  },
  "the place and the sender": {
    app: app((req, res) => {
      const { FromCity, FromState, FromCountry, From, To, SmsStatus } = req.body;
      const twiml = new MessagingResponse();
      twiml.message([FromCity, FromState, FromCountry, From, To, SmsStatus].join("|"));
      res.type("text/xml").send(twiml.toString());
    }),
    turns: [{ receives: [["SAN FRANCISCO|CA|US|+14155550100|+15005550006|received", 0]] }],
  },
  "a reply by the REST API": {
    app: ({ client }) => {
      const app = express();
      app.post("/sms", express.urlencoded({ extended: true }), async (req, res) => {
        const { From, To, Body } = req.body;
        const sent = await client.messages.create({ from: To, to: From, body: `REST ${Body}` });
        res.type("text/xml").send(`<Response><Message>${sent.status}</Message></Response>`);
      });
      return app;
    },
    turns: [{ body: "x", receives: [["queued", 0]] }],
  },
};
