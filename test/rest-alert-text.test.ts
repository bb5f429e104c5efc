import { startPlatform } from "@repartee/testkit";
import twilio from "twilio";
import { expect, onTestFinished, test } from "vitest";
import { handset } from "./support/platform.ts";

/** What the inspector shows of a failed answer, and the text of its alert in the REST API. */
async function failing(answer: () => Response) {
  const platform = await startPlatform({ webhook: answer });
  onTestFinished(() => platform.close());
  const { notices } = await (await platform.phone(handset).sends("Hi")).exchange();
  const [alert] = await platform.client(twilio).monitor.v1.alerts.list();
  return { shown: notices.map(({ sentence, advice }) => `${sentence} ${advice}`), alert };
}

const serve = (body: string | Uint8Array<ArrayBuffer>, type: string, more = {}) => {
  return () => new Response(body, { headers: { "Content-Type": type, ...more } });
};

test.each([
  [
    "a text that Express serves as text/html",
    serve("Hi", "text/html; charset=utf-8"),
    "Text stands before the document.",
    'Serve it as text/plain: res.type("text/plain").send(text)',
  ],
  [
    "bytes of another charset",
    serve(Buffer.from("<Response><Message>Grüße</Message></Response>", "latin1"), "text/xml"),
    "The answer names no charset, and its bytes are not valid UTF-8.",
    "Write the answer in UTF-8 and serve it as such",
  ],
  [
    "an unknown charset",
    serve("<Response/>", "text/xml; charset=klingon"),
    'The answer names the charset "klingon", which does not exist.',
    "Write the answer in UTF-8 and serve it as such",
  ],
  [
    "an unknown compression",
    serve("<Response/>", "text/xml", { "Content-Encoding": "zstd" }),
    "The answer has Content-Encoding: zstd, which cannot be read.",
    "Answer without compression",
  ],
  [
    "a stray ampersand",
    serve("<Response><Message>Fish & chips</Message></Response>", "text/xml"),
    "&",
    "write & as &amp;",
  ],
])("%s: the alert has sentence and advice of the inspector", async (_, answer, sentence, cure) => {
  const { shown, alert } = await failing(answer);
  expect(alert).toMatchObject({ errorCode: "12100", logLevel: "error" });
  expect(shown).toEqual([alert?.alertText]);
  expect(alert?.alertText).toContain(sentence);
  expect(alert?.alertText).toContain(cure);
  expect(alert?.alertText).not.toMatch(/well-formed/);
});
