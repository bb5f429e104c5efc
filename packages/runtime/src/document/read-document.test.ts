import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { createAnswer } from "../http/webhook-response.ts";
import { readAnswer } from "./read-document.ts";

const url = "https://app.example/sms";
const hello = '<?xml version="1.0"?><Response><Message>Grüße 👋</Message></Response>';

function read(body: string | Uint8Array, contentType?: string, status = 200) {
  const headers = contentType === undefined ? {} : { "content-type": contentType };
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  return readAnswer(createAnswer(status, headers, [bytes]), url);
}

const says = (body: string) => ({ ok: true, document: { verbs: [{ kind: "message", body }] } });
const fails = (code: number) => ({ ok: false, notice: { code } });

test.each(["text/xml", "application/xml; charset=utf-8", "text/html", "TEXT/XML;charset=UTF-8"])(
  "%s is read as markup",
  (type) => {
    expect(read(hello, type)).toMatchObject(says("Grüße 👋"));
  },
);

test("text/plain is one message, word for word", () => {
  expect(read(" <Hi>\n", "text/plain")).toMatchObject(says(" <Hi>\n"));
  expect(read("a\u0000b", "text/plain")).toMatchObject(says("ab"));
});

test.each([hello, "<Response/>", "\n <Response><Message>Hi</Message></Response>"])(
  "%j as text/plain is sent as text, with a notice that says so",
  (body) => {
    const answer = read(body, "text/plain");
    expect(answer).toMatchObject(says(body));
    expect(answer).toMatchObject({
      notices: [{ code: 12300, level: "warning", advice: expect.stringContaining("text/xml") }],
    });
  },
);

test.each([
  [hello, [{ code: 12300, level: "warning", sentence: expect.stringContaining("<Message>") }]],
  ["<Response/>", [{ code: 12300, level: "warning", advice: expect.stringContaining("text/xml") }]],
  ["<Responses>", []],
  ["See <Response>", []],
])("%j in <Message> is sent as text, with a notice where it is a document", (body, notices) => {
  const escaped = body.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const answer = read(`<Response><Message>${escaped}</Message></Response>`, "text/xml");
  expect(answer).toMatchObject({ ...says(body), notices });
});

test.each(["Hi", "<3", "<Responses>", "See <Response>"])(
  "%j as text/plain is just text",
  (body) => {
    expect(read(body, "text/plain")).toMatchObject({ ...says(body), notices: [] });
  },
);

test.each(["text/html", "text/xml"])("plain text served as %s: the cure is text/plain", (type) => {
  expect(read("Hi", type)).toMatchObject({
    notice: { code: 12100, advice: expect.stringContaining('res.type("text/plain").send(text)') },
  });
});

test.each([
  ["utf-16le", [0xff, 0xfe], "text/xml; charset=utf-16"],
  ["utf-16le", [0xff, 0xfe], "text/xml"],
  ["utf-16le", [], "text/xml; charset=utf-16"],
  ["utf-16be", [0xfe, 0xff], "text/xml; charset=utf-16"],
  ["utf-16be", [0xfe, 0xff], "text/xml; charset=utf-8"],
  ["utf-16be", [], "text/xml"],
])("%s with the mark %j is read from %s", (encoding, mark, type) => {
  const text = Buffer.from(hello.replace("?>", ' encoding="UTF-16"?>'), "utf16le");
  if (encoding === "utf-16be") text.swap16();
  expect(read(Buffer.concat([Buffer.from(mark), text]), type)).toMatchObject(says("Grüße 👋"));
});

test.each([
  ["gzip", gzipSync(hello)],
  ["deflate", deflateSync(hello)],
  ["br", brotliCompressSync(hello)],
  ["UTF-8", Buffer.from(hello)],
  ["identity", Buffer.from(hello)],
])("an answer in %s is read, though nothing asked for it", (encoding, bytes) => {
  const headers = { "content-type": "text/xml", "content-encoding": encoding };
  expect(readAnswer(createAnswer(200, headers, [bytes]), url)).toMatchObject(says("Grüße 👋"));
});

test.each([
  ["zstd", Buffer.from(hello), "which cannot be read"],
  ["gzip", Buffer.from(hello), "but its bytes are not gzip"],
  ["gzip, gzip", gzipSync(gzipSync(hello)), "which cannot be read"],
])("an answer in broken %s is refused by the header's name", (encoding, bytes, why) => {
  const headers = { "content-type": "text/xml", "content-encoding": encoding };
  const sentence = `The answer has Content-Encoding: ${encoding}, ${why}.`;
  const advice = expect.stringMatching(/^Answer without compression: the request does not ask for/);
  expect(readAnswer(createAnswer(200, headers, [bytes]), url)).toMatchObject({
    notice: { code: 12100, sentence, advice },
  });
});

test("an answer that is large only without its compression is too large", () => {
  const headers = { "content-type": "text/xml", "content-encoding": "gzip" };
  const bomb = gzipSync(Buffer.alloc(10_000_000, " "));
  expect(readAnswer(createAnswer(200, headers, [bomb]), url)).toMatchObject(fails(11750));
});

test("204 is no reply", () => {
  expect(read("", undefined, 204)).toMatchObject({ ok: true, document: { verbs: [] } });
});

test.each([
  ["application/json", "{}", 12300],
  [undefined, hello, 12300],
  ["text/html", "<!DOCTYPE html><p>Hi", 12300],
  ["text/xml", "", 11770],
  ["text/xml", "\n<?xml version='1.0'?><Response/>", 12100],
  ["text/xml", "\ufeff<?xml version='1.0'?><Response/>", 12100],
  ["text/xml", "<!DOCTYPE Response><Response/>", 12100],
  ["text/xml", "<Responses/>", 12102],
  ["text/xml", '<Response version="1"/>', 12101],
  ["text/xml", `<Response>${" ".repeat(65_536)}</Response>`, 11750],
])("%s with %j is no document", (type, body, code) => {
  expect(read(body, type)).toMatchObject(fails(code));
});

test.each([400, 403, 404, 429, 500, 503])("status %d is never run", (status) => {
  expect(read(hello, "text/xml", status)).toMatchObject(fails(11200));
});

test("other encodings are read by the header, then by the declaration", () => {
  const latin = Buffer.from("<Response><Message>Grüße</Message></Response>", "latin1");
  expect(read(latin, "text/xml; charset=ISO-8859-1")).toMatchObject(says("Grüße"));
  const declared = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="windows-1252"?>'),
    latin,
  ]);
  expect(read(declared, "text/xml")).toMatchObject(says("Grüße"));
  expect(read(declared, "text/xml; charset=utf-8")).toMatchObject(fails(12100));
  const wide = Buffer.from("<Response><Message>Grüße</Message></Response>", "utf16le");
  expect(read(wide, 'text/xml; charset="utf-16le"')).toMatchObject(says("Grüße"));
});

test.each(["windows-1252", "cp1252", "iso-8859-1"])(
  "%s has quotes, dashes and the euro",
  (name) => {
    const text = Buffer.from(
      "<Response><Message>\x80 5 \x96 it\x92s</Message></Response>",
      "latin1",
    );
    expect(read(text, `text/xml; charset=${name}`)).toMatchObject(says("€ 5 – it’s"));
  },
);

test("without a charset, bytes that are not UTF-8 are named as what they are", () => {
  const latin = Buffer.from("<Response><Message>Grüße</Message></Response>", "latin1");
  const gzip = Buffer.from([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xff, 0xff]);
  expect(read(latin, "text/xml")).toMatchObject({
    notice: {
      sentence: "The answer names no charset, and its bytes are not valid UTF-8.",
      advice: expect.stringContaining("charset=utf-8"),
    },
  });
  expect(read(gzip, "text/xml")).toMatchObject({
    notice: {
      sentence: "The answer is compressed with gzip, but has no Content-Encoding: gzip.",
      advice: expect.stringContaining("Answer without compression"),
    },
  });
});

test("bytes that are not of the named charset, and charsets that do not exist, are refused", () => {
  const latin = Buffer.from("<Response><Message>Grüße</Message></Response>", "latin1");
  expect(read(latin, "text/xml")).toMatchObject(fails(12100));
  expect(read(latin, "text/plain; charset=utf-8")).toMatchObject(fails(12100));
  expect(read(hello, "text/xml; charset=klingon")).toMatchObject(fails(12100));
  // A replacement character that was sent as such is text like any other.
  expect(read("<Response><Message>\ufffd</Message></Response>", "text/xml")).toMatchObject(
    says("\ufffd"),
  );
});
