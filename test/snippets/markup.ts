import twilio from "twilio";

const { MessagingResponse } = twilio.twiml;
type Markup = InstanceType<typeof MessagingResponse>;

/** A reply document as published code builds it, and what the handset receives. */
export interface MarkupSnippet {
  readonly build: (response: Markup) => unknown;
  /** Text of each message, and how many pictures come with it. */
  readonly receives: readonly (readonly [body: string, media: number])[];
  /** Codes of the alerts. Default: none. */
  readonly alerts?: readonly number[];
}

/** A document as it is published as text. */
export interface Document extends Omit<MarkupSnippet, "build"> {
  readonly text: string;
  /** Default: `text/xml`. */
  readonly type?: string;
}

/** `/picture.png`, `/next`, and `/status` are there; `/next` answers "Next". */
export const markup: Readonly<Record<string, MarkupSnippet>> = {
  "a text": {
    build: (response) => response.message("The Robots are coming! Head for the hills!"),
    receives: [["The Robots are coming! Head for the hills!", 0]],
  },
  "a nested body": {
    build: (response) => response.message("").body("Store Location: 123 Easy St."),
    receives: [["Store Location: 123 Easy St.", 0]],
  },
  "a body and a picture": {
    build(response) {
      const message = response.message("");
      message.body("Store Location: 123 Easy St.");
      message.media("/picture.png");
    },
    receives: [["Store Location: 123 Easy St.", 1]],
  },
  "a text and two pictures": {
    build(response) {
      const message = response.message("Two");
      message.media("/picture.png");
      message.media("/picture.png?2");
    },
    receives: [["Two", 2]],
  },
  "a picture alone": {
    build: (response) => response.message("").media("/picture.png"),
    receives: [["", 1]],
  },
  "several messages": {
    build(response) {
      response.message("This is message 1 of 2.");
      response.message("This is message 2 of 2.");
    },
    receives: [
      ["This is message 1 of 2.", 0],
      ["This is message 2 of 2.", 0],
    ],
  },
  "a status callback": {
    build: (response) =>
      response.message({ action: "/status", method: "POST" }, "Store Location: 123 Easy St."),
    receives: [["Store Location: 123 Easy St.", 0]],
  },
  "a status callback by its newer name": {
    build: (response) => response.message({ statusCallback: "/status" }, "Called back"),
    receives: [["Called back", 0]],
  },
  "a recipient and a sender": {
    build: (response) => response.message({ from: "+15005550006", to: "+14155550100" }, "To you"),
    receives: [["To you", 0]],
  },
  "a redirect": {
    build: (response) => response.redirect("/next"),
    receives: [["Next", 0]],
  },
  "a redirect by GET": {
    build: (response) => response.redirect({ method: "GET" }, "/next"),
    receives: [["Next", 0]],
  },
  "a message, then a redirect": {
    build(response) {
      response.message("First");
      response.redirect("/next");
    },
    receives: [
      ["First", 0],
      ["Next", 0],
    ],
  },
  comments: {
    build(response) {
      response.comment("before");
      response.message("Commented");
      response.comment("after");
    },
    receives: [["Commented", 0]],
  },
  "characters that XML escapes": {
    build: (response) => response.message('Tea < coffee & "both" 🦉'),
    receives: [['Tea < coffee & "both" 🦉', 0]],
  },
  lines: {
    build: (response) => response.message("1. One\n2. Two\n\n3. Three"),
    receives: [["1. One\n2. Two\n\n3. Three", 0]],
  },
  nothing: { build: () => undefined, receives: [] },
};

/** Documents as they are published as text. */
export const documents: Readonly<Record<string, Document>> = {
  "text in the message": {
    text: `<?xml version="1.0" encoding="UTF-8"?>
<Response><Message>Hello World!</Message></Response>`,
    receives: [["Hello World!", 0]],
  },
  "body and media elements": {
    text: `<?xml version="1.0" encoding="UTF-8" ?>
<Response>
  <Message>
    <Body>Store Location: 123 Easy St.</Body>
    <Media>/picture.png</Media>
  </Message>
</Response>`,
    receives: [["Store Location: 123 Easy St.", 1]],
  },
  "two messages and a comment": {
    text: `<?xml version="1.0" encoding="UTF-8"?>
<Response>
  <!-- Both -->
  <Message><Body>1</Body></Message>
  <Message><Body>2</Body></Message>
</Response>`,
    receives: [
      ["1", 0],
      ["2", 0],
    ],
  },
  "a callback with a query": {
    text: `<Response><Message action="/status?a=1&amp;b=2" method="GET">Hi</Message></Response>`,
    receives: [["Hi", 0]],
  },
  "a redirect": {
    text: `<Response><Redirect method="POST">/next</Redirect></Response>`,
    receives: [["Next", 0]],
  },
  "an empty response": { text: "<Response></Response>", receives: [] },
  "an empty element": { text: `<?xml version="1.0" encoding="UTF-8"?><Response/>`, receives: [] },
  "text/html, as PHP serves it": {
    text: "<Response><Message>From PHP</Message></Response>",
    type: "text/html; charset=UTF-8",
    receives: [["From PHP", 0]],
  },
  "plain text": { text: "Hello\nWorld", type: "text/plain", receives: [["Hello\nWorld", 0]] },
  "the old Sms verb": {
    text: "<Response><Sms>The king stay the king.</Sms></Response>",
    receives: [["The king stay the king.", 0]],
  },
  "verbs of voice": {
    text: "<Response><Say>Hello</Say><Message>Seen</Message></Response>",
    receives: [["Seen", 0]],
    alerts: [12200, 14110],
  },
  "a picture after the text": {
    text: "<Response><Message>Both<Media>/picture.png</Media></Message></Response>",
    receives: [["Both", 1]],
  },
};
