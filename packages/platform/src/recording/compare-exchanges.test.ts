import { expect, test } from "vitest";
import { compareExchanges } from "./compare-exchanges.ts";
import { exchangeLines } from "./exchange-lines.ts";
import { formatReplay } from "./format-replay.ts";
import type { RecordedExchange, RecordedRequest } from "./recorded-exchange.ts";

type Answer = Partial<NonNullable<RecordedRequest["answer"]>>;

function exchange(answer: Answer | null, more: Partial<RecordedExchange> = {}): RecordedExchange {
  const whole = answer && { status: 200, type: "text/xml; charset=utf-8", ...answer };
  return {
    kind: "reply",
    from: "+14155550100",
    to: "+15005550006",
    body: "Hi",
    media: [],
    requests: [{ cause: "webhook", method: "POST", url: "{App}/sms", params: {}, answer: whole }],
    messages: [],
    notices: [],
    ...more,
  };
}

test.each<[string, RecordedExchange, readonly string[]]>([
  ["no answer", exchange(null), ["POST the webhook: no answer"]],
  ["an error", exchange({ status: 500, body: "at x.js:1" }), ["POST the webhook: 500 text/xml"]],
  ["an empty body", exchange({ body: "" }), ["POST the webhook: 200 text/xml", "  nothing"]],
  [
    "what is no document",
    exchange({ body: "<Response>\n<" }),
    ["POST the webhook: 200 text/xml", '  "<Response>"', '  "<"'],
  ],
  [
    "a text",
    exchange({ type: "text/plain", body: "One\r\nTwo" }),
    ["POST the webhook: 200 text/plain", '  "One"', '  "Two"'],
  ],
  [
    "verbs with attributes, media and no body, and one that nobody knows",
    exchange({
      body: `<Response><Message to="+14155550101"><Media>/a.jpg</Media></Message><Own>x</Own>
        <Redirect method="GET">/next</Redirect></Response>`,
    }),
    [
      "POST the webhook: 200 text/xml",
      '  <Message> to="+14155550101"',
      "    1 media",
      '  <Redirect> method="GET" /next',
    ],
  ],
  [
    "where a document leads, what was sent, and what went wrong",
    exchange(null, {
      requests: [{ cause: "fallback", method: "GET", url: "{App}/oops", params: {}, answer: null }],
      messages: [
        {
          from: "+15005550006",
          to: "+14155550100",
          body: "Look",
          media: [{ type: "image/png", sha256: "ab".repeat(32) }],
          error: 12300,
        },
      ],
      notices: [{ code: 11200, sentence: "No answer." }],
    }),
    [
      "GET {App}/oops (fallback): no answer",
      "message from +15005550006 to +14155550100: failed with 12300",
      "  image/png sha256:abababababababab",
      "11200 No answer.",
    ],
  ],
])("the lines of %s", (_, recorded, lines) => {
  expect(exchangeLines(recorded)).toEqual(lines);
});

test("how a document is written makes no difference, what is in it does", () => {
  const plain = exchange({ body: "<Response><Message>Hi</Message></Response>" });
  const declared = exchange({
    body: '<?xml version="1.0"?>\n<Response>\n  <Message><Body>Hi</Body></Message>\n</Response>',
  });
  expect(compareExchanges(plain, declared).every((line) => line.in === "both")).toBe(true);
  const other = exchange({ body: "<Response><Message>Ho</Message></Response>" });
  expect(compareExchanges(plain, other).filter((line) => line.in !== "both")).toEqual([
    { in: "recorded", text: '    "Hi"' },
    { in: "now", text: '    "Ho"' },
  ]);
});

test("what did not happen is missing, what was not recorded is new", () => {
  const call = exchange(null, { kind: "api", body: "See you" });
  const report = formatReplay({
    isSame: false,
    steps: [
      { recorded: call, now: undefined, isSame: false, lines: compareExchanges(call, undefined) },
      { recorded: undefined, now: call, isSame: false, lines: compareExchanges(undefined, call) },
    ],
  });
  expect(report).toBe(
    `1. API: +14155550100 to +15005550006: "See you": missing
2. API: +14155550100 to +15005550006: "See you": new
2 exchanges, 2 of them not as recorded.`,
  );
});
