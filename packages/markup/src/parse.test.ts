import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type MessageVerb, parse } from "./index.ts";

function verbsOf(xml: string) {
  const result = parse(xml);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.document.verbs;
}

function errorOf(xml: string) {
  const result = parse(xml);
  return result.ok ? undefined : result.error;
}

describe("what runs", () => {
  test("messages with text, body, media and attributes", () => {
    const expected: MessageVerb = {
      kind: "message",
      body: "Hi & bye 😀",
      media: ["https://example.com/a.jpg", "/b.jpg"],
      to: "+14155550100",
      method: "GET",
    };
    expect(
      verbsOf(`<?xml version="1.0"?>
        <Response>
          <!-- a comment -->
          <Message to="+14155550100" method="GET">
            <Body>Hi &amp; bye &#128512;</Body>
            <Media> https://example.com/a.jpg
            </Media>
            <Media>/b.jpg</Media>
          </Message>
        </Response>`),
    ).toEqual([expected]);
  });

  test("several bodies and mixed text join in document order", () => {
    expect(
      verbsOf("<Response><Message>a<Body>b</Body>c<Body>d</Body></Message></Response>"),
    ).toEqual([{ kind: "message", body: "abcd", media: [] }]);
  });

  test("CDATA is text, and nothing in it is decoded", () => {
    expect(verbsOf("<Response><Message><![CDATA[1 < 2 &amp; <b>]]></Message></Response>")).toEqual([
      { kind: "message", body: "1 < 2 &amp; <b>", media: [] },
    ]);
  });

  test("a line break in an attribute is a blank, a reference to one is not", () => {
    expect(
      verbsOf('<Response><Message to="a\r\nb&#10;c" from=\'d\te"\'>f</Message></Response>'),
    ).toEqual([{ kind: "message", body: "f", media: [], to: "a b\nc", from: 'd e"' }]);
  });

  test("the legacy name of Message, and an empty document", () => {
    expect(verbsOf("<Response><Sms>a</Sms></Response>")).toEqual([
      { kind: "message", body: "a", media: [] },
    ]);
    expect(verbsOf("<Response></Response>")).toEqual([]);
  });

  test("white space around a body is kept, or trimmed when asked", () => {
    const xml = "<Response><Message>\n  Hi\n</Message></Response>";
    expect(verbsOf(xml)).toMatchObject([{ body: "\n  Hi\n" }]);
    expect(parse(xml, { whitespace: "trim" })).toMatchObject({
      document: { verbs: [{ body: "Hi" }] },
    });
  });
});

describe("what cannot run", () => {
  test.each([
    ["a blank before the declaration", ' <?xml version="1.0"?><Response/>', 12100, 1, 1],
    ["a byte order mark", "\ufeff<Response/>", 12100, 1, 1],
    ["nothing", "", 12100, 1, 1],
    ["only text", "hello", 12100, 1, 1],
    ["a bare ampersand", "<Response>\n<Message>a & b</Message></Response>", 12100, 2, 12],
    ["an unknown entity", "<Response><Message>&nbsp;</Message></Response>", 12100, 1, 20],
    ["an unclosed element", "<Response><Message>a</Message>", 12100, 1, 1],
    ["an element closed by another", "<Response>\n<Message></Response>", 12100, 2, 10],
    ["a closing tag too many", "<Response/></Response>", 12100, 1, 12],
    ["a tag that is not closed", "<Response>\n<Message", 12100, 2, 1],
    ["a bare <", "<Response><Message>1 < 2</Message></Response>", 12100, 1, 22],
    ["attributes that touch", "<Response a='b'c='d'/>", 12100, 1, 16],
    ["a value without an end", "<Response a='b/>", 12100, 1, 13],
    ["a comment without an end", "<Response><!-- a </Response>", 12100, 1, 11],
    ["a section without an end", "<Response><![CDATA[a]]</Response>", 12100, 1, 11],
    ["a section outside", "<Response/><![CDATA[a]]>", 12100, 1, 12],
    ["an instruction without an end", "<Response><?a </Response>", 12100, 1, 11],
    ["a declaration without a version", "<?xml encoding='UTF-8'?><Response/>", 12100, 1, 1],
    ["a reference to no character", "<Response><a b='&#xFFFF;'/></Response>", 12100, 1, 17],
    ["only a declaration", "<?xml version='1.0'?>", 12100, 1, 1],
    ["a DOCTYPE", '<!DOCTYPE r [<!ENTITY a "b">]><Response>&a;</Response>', 12100, 1, 1],
    ["a control character", "<Response>\n\n \u0001</Response>", 12100, 3, 2],
    ["text after the end", "<Response/>oops", 12100, 1, 12],
    ["a second root", "<Response/><Response/>", 12100, 1, 12],
    ["another root", "<response/>", 12102, 1, 1],
    ["a version", '<Response version="9"/>', 12101, 1, 1],
    ["too deep", `<Response>\n${"<a>".repeat(32)}${"</a>".repeat(32)}</Response>`, 12100, 2, 94],
    ["too many elements", `<Response>\n\n${"<a/>".repeat(1_024)}</Response>`, 12100, 3, 4093],
    ["an attribute twice", '<Response><Message to="1" to="2"/></Response>', 12100, 1, 27],
    ["an attribute without quotes", "<Response>\n<Message to=1/></Response>", 12100, 2, 10],
    ["a < in an attribute", '<Response><Message to="<"/></Response>', 12100, 1, 24],
    ["]]> in text", "<Response><Message>a]]>b</Message></Response>", 12100, 1, 21],
    ["-- in a comment", "<Response><!-- a -- b --></Response>", 12100, 1, 18],
    ["a declaration in the middle", '<Response><?xml version="1.0"?></Response>', 12100, 1, 11],
    ["too much", `<Response><Message>${"a".repeat(65_536)}</Message></Response>`, 11750, 1, 1],
  ])("%s", (_, xml, code, line, column) => {
    expect(errorOf(xml)).toMatchObject({ code, line, column });
  });
});

test("a failure says what to write instead", () => {
  expect(errorOf("<Response><Message>Tom & Jerry</Message></Response>")?.sentence).toBe(
    "A bare & is not allowed; write it as &amp;.",
  );
});

describe("what is only odd", () => {
  test.each([
    [
      "a name that JavaScript knows",
      "<Response><__proto__ constructor='a'/></Response>",
      [12200, 14110],
    ],
    [
      "an attribute that JavaScript knows",
      "<Response><Message __proto__='a' toString='b'>c</Message></Response>",
      [12200, 12200],
    ],
    ["an unknown verb", "<Response><Say>a</Say></Response>", [12200, 14110]],
    ["another case", "<Response><message>a</message></Response>", [12200, 14110]],
    ["an unknown attribute", '<Response><Message sender="x">a</Message></Response>', [12200]],
    ["a nested verb", "<Response><Message>a<Redirect>/x</Redirect></Message></Response>", [12200]],
    ["another method", '<Response><Redirect method="PUT">/x</Redirect></Response>', [14104]],
    ["loose text", "<Response>hi</Response>", [12200]],
    ["an attribute of the root", '<Response lang="en"/>', [12200]],
    ["XML's own attributes", '<Response xmlns:xsi="http://x" xsi:a="b" xml:lang="en"/>', []],
    ["an element in a noun", "<Response><Message><Body>a<b/></Body></Message></Response>", [12200]],
    [
      "an attribute of a noun",
      '<Response><Message><Media a="b">/c</Media></Message></Response>',
      [12200],
    ],
  ])("%s", (_, xml, codes) => {
    const result = parse(xml);
    expect(result.ok && result.warnings.map(({ code }) => code)).toEqual(codes);
  });

  test("a warning says where", () => {
    const result = parse("<Response>\n  <Message>a</Message>\n  <Say>b</Say></Response>");
    expect(result).toMatchObject({
      ok: true,
      warnings: [
        { line: 3, column: 3 },
        { line: 3, column: 3 },
      ],
    });
  });
});

test("no text makes it throw", () => {
  const piece = fc.constantFrom(
    "<",
    ">",
    "/",
    "Response",
    "Message",
    "&",
    "&#",
    ";",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    '"',
    "=",
    " ",
    "x",
    "<?",
    "<!DOCTYPE",
    "__proto__",
    "\ud800",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      expect(typeof parse(`<Response>${pieces.join("")}`).ok).toBe("boolean");
      expect(typeof parse(pieces.join("")).ok).toBe("boolean");
    }),
    { numRuns: 2_000 },
  );
});
