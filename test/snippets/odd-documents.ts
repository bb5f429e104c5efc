import type { Document } from "./markup.ts";

const prolog = '<?xml version="1.0" encoding="UTF-8"?>';

/** Documents written by hand, as forums, gists and templates of other languages publish them. */
export const oddDocuments: Readonly<Record<string, Document>> = {
  "CDATA in the message": {
    text: `${prolog}<Response><Message><![CDATA[Tom & Jerry <3 you]]></Message></Response>`,
    receives: [["Tom & Jerry <3 you", 0]],
  },
  "CDATA in the body, with a picture": {
    text: `<Response><Message><Body><![CDATA[A & B]]></Body><Media><![CDATA[/picture.png?a=1&b=2]]></Media></Message></Response>`,
    receives: [["A & B", 1]],
  },
  "text and CDATA by turns": {
    text: "<Response><Message>One <![CDATA[& two]]> &amp; three</Message></Response>",
    receives: [["One & two & three", 0]],
  },
  "a prolog in single quotes": {
    text: "<?xml version='1.0' encoding='utf-8' ?>\n<Response><Message>Quoted</Message></Response>",
    receives: [["Quoted", 0]],
  },
  "a prolog that stands alone": {
    text: '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Response><Message>Java</Message></Response>',
    receives: [["Java", 0]],
  },
  "a byte order mark": {
    text: `\uFEFF${prolog}<Response><Message>Marked</Message></Response>`,
    receives: [],
    alerts: [12100],
  },
  "lines and blanks before the prolog": {
    text: `\n\n  ${prolog}\n<Response><Message>Late</Message></Response>`,
    receives: [],
    alerts: [12100],
  },
  "emoji as characters and as references": {
    text: "<Response><Message>🦉 &#129417; &#x1F989; &#38;</Message></Response>",
    receives: [["🦉 🦉 🦉 &", 0]],
  },
  "references of all five names": {
    text: "<Response><Message>&lt;b&gt; &quot;x&quot; &apos;y&apos; &amp;</Message></Response>",
    receives: [["<b> \"x\" 'y' &", 0]],
  },
  "line breaks as references": {
    text: "<Response><Message>One&#10;Two&#xA;Three</Message></Response>",
    receives: [["One\nTwo\nThree", 0]],
  },
  "comments inside a message": {
    text: "<Response><!-- a --><Message>Be<!-- b -->fore</Message><!-- c --></Response><!-- d -->",
    receives: [["Before", 0]],
  },
  "an instruction for a style sheet": {
    text: `${prolog}<?xml-stylesheet type="text/xsl" href="style.xsl"?><Response><Message>Styled</Message></Response>`,
    receives: [["Styled", 0]],
  },
  "an indented text": {
    text: `${prolog}
<Response>
    <Message>
        Hello from my app
    </Message>
</Response>`,
    receives: [["Hello from my app", 0]],
  },
  "two bodies' worth in two Sms": {
    text: "<Response><Sms>One</Sms><Sms>Two</Sms></Response>",
    receives: [
      ["One", 0],
      ["Two", 0],
    ],
  },
  "Sms with attributes": {
    text: '<Response><Sms from="+15005550006" to="+14155550100" statusCallback="/status">Old</Sms></Response>',
    receives: [["Old", 0]],
  },
  "attributes in single quotes": {
    text: "<Response><Message to='+14155550100' method='GET' action='/status'>Single</Message></Response>",
    receives: [["Single", 0]],
  },
  "a schema's namespace": {
    text: `<Response xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="twiml.xsd"><Message>Schema</Message></Response>`,
    receives: [["Schema", 0]],
  },
  "text/xml with a charset": {
    text: "<Response><Message>Grüße</Message></Response>",
    type: "text/xml; charset=utf-8",
    receives: [["Grüße", 0]],
  },
  "application/xml": {
    text: "<Response><Message>Typed</Message></Response>",
    type: "application/xml",
    receives: [["Typed", 0]],
  },
  "application/rss+xml, as a feed": {
    text: "<Response><Message>Fed</Message></Response>",
    type: "application/rss+xml",
    receives: [],
    alerts: [12300],
  },
  "five messages": {
    text: `<Response>${[1, 2, 3, 4, 5].map((n) => `<Message>${n}</Message>`).join("")}</Response>`,
    receives: [1, 2, 3, 4, 5].map((n) => [String(n), 0] as const),
  },
  "a message, a redirect, and what comes after it": {
    text: "<Response><Message>Now</Message><Redirect>/next</Redirect><Message>Never</Message></Response>",
    receives: [
      ["Now", 0],
      ["Next", 0],
    ],
  },
  "a redirect whose URL stands on a line": {
    text: "<Response><Redirect>\n  /next\n</Redirect></Response>",
    receives: [["Next", 0]],
  },
  "a query that is not escaped": {
    text: "<Response><Message><Media>/picture.png?a=1&b=2</Media></Message></Response>",
    receives: [],
    alerts: [12100],
  },
  "verbs in small letters": {
    text: "<Response><message>small</message></Response>",
    receives: [],
    alerts: [12200, 14110],
  },
  "a root of another name": {
    text: "<TwiML><Message>Hi</Message></TwiML>",
    receives: [],
    alerts: [12102],
  },
  "HTML, as a server's error page": {
    text: "<!DOCTYPE html><html><body><p>It works!</p></body></html>",
    type: "text/html",
    receives: [],
    alerts: [12300],
  },
};
