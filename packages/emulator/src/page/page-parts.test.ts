import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDuration, formatNumber, formatSize, plural } from "../../page/format.ts";
import { prettyXml } from "../../page/inspector/reply/pretty-xml.ts";
import { xmlParts } from "../../page/inspector/reply/xml-parts.ts";
import { toCurl } from "../../page/inspector/request/curl.ts";
import { parseVcard } from "../../page/phone/vcard.ts";
import { coalesced } from "../../page/state/coalesced.ts";

describe("a vCard", () => {
  test("gives name, organization and ways to reach somebody", () => {
    const card = parseVcard(
      'BEGIN:VCARD\r\nVERSION:4.0\r\nN:Lovelace;Ada;;;\r\nORG:Engines\\, Analytical;Notes\r\nitem1.TEL;VALUE=uri;TYPE="cell":tel:+1-415\r\n -555-0123\r\nEMAIL:ada@example.com\r\nEND:VCARD',
    );
    expect(card).toEqual({
      name: "Ada Lovelace",
      organization: "Engines, Analytical, Notes",
      lines: ["+1-415-555-0123", "ada@example.com"],
    });
  });

  test("never fails, whatever it holds", () => {
    fc.assert(fc.property(fc.string(), (text) => parseVcard(text).name !== ""));
    expect(parseVcard("").name).toBe("Contact");
  });
});

describe("tidy markup", () => {
  test("has one element a line, and texts as they came", () => {
    const text = `<?xml version="1.0"?><Response><!-- hi --><Message to="a>b">\n Fish &amp; <b/>chips </Message><Redirect/><Body> x\n y</Body><![CDATA[<>]]></Response>\n`;
    expect(prettyXml(text)).toBe(
      [
        '<?xml version="1.0"?>',
        "<Response>",
        "  <!-- hi -->",
        '  <Message to="a>b">',
        "    Fish &amp;",
        "    <b/>",
        "    chips",
        "  </Message>",
        "  <Redirect/>",
        "  <Body> x\n y</Body>",
        "  <![CDATA[<>]]>",
        "</Response>",
      ].join("\n"),
    );
  });

  test("is not made of what is not well-formed", () => {
    for (const text of ["", "hello", "<a>", "<a></b>", "</a>", "<a>&</a>", "<a><</a>", "a < b"]) {
      expect(prettyXml(text), text).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        const pretty = prettyXml(text);
        return pretty === undefined || text.includes("<");
      }),
    );
  });
});

describe("coloured markup", () => {
  test("is the same text", () => {
    const markup = fc.array(
      fc.constantFrom(
        "<a",
        "</a",
        "<!--",
        "-->",
        ' b="',
        "'",
        ">",
        "/>",
        "<?x",
        "?>",
        " c=",
        "d",
        " ",
      ),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          markup.map((parts) => parts.join("")),
        ),
        (line) => {
          expect(
            xmlParts(line)
              .map(({ text }) => text)
              .join(""),
          ).toBe(line);
        },
      ),
    );
  });

  test("tells names and values from text", () => {
    expect(xmlParts('<Message to="+1">"Hi" a=b</Message>')).toEqual([
      { kind: "tag", text: "<Message" },
      { kind: "name", text: " to" },
      { kind: "text", text: "=" },
      { kind: "string", text: '"+1"' },
      { kind: "tag", text: ">" },
      { kind: "text", text: '"Hi" a=b' },
      { kind: "tag", text: "</Message" },
      { kind: "tag", text: ">" },
    ]);
  });
});

test("a request becomes a curl command that a shell reads as it was", () => {
  expect(
    toCurl({
      cause: "webhook",
      method: "POST",
      url: "http://localhost:3000/sms",
      headers: [
        ["Content-Type", "application/x-www-form-urlencoded"],
        ["X-Twilio-Signature", "abc="],
      ],
      params: [["Body", "it's $HOME"]],
      signed_string: "",
      started_at: "",
      duration_ms: 1,
      response: null,
    }),
  ).toBe(
    [
      "curl -i -X POST 'http://localhost:3000/sms'",
      "-H 'X-Twilio-Signature: abc='",
      "--data-urlencode 'Body=it'\\''s $HOME'",
    ].join(" \\\n  "),
  );
});

describe("a coalesced task", () => {
  test("runs once more for all who called while it ran", async () => {
    const runs: string[] = [];
    let letGo = () => {};
    const run = coalesced(async (key) => {
      runs.push(key);
      await new Promise<void>((resolve) => {
        letGo = resolve;
      });
    });
    const first = run("a");
    const second = run("a");
    const third = run("a");
    expect(runs).toEqual(["a"]);
    letGo();
    await expect.poll(() => runs).toEqual(["a", "a"]);
    letGo();
    await Promise.all([first, second, third]);
    expect(runs).toEqual(["a", "a"]);
  });

  test("can be called again after it has failed", async () => {
    let runs = 0;
    const run = coalesced(async () => {
      runs += 1;
      throw new Error("The server is down.");
    });
    await run("a");
    await run("a");
    expect(runs).toBe(2);
  });
});

test("numbers read as people write them", () => {
  expect(formatNumber("+15005550006")).toBe("+1 500 555 0006");
  expect(formatNumber("+4915112345678")).toBe("+4915112345678");
  expect([0, 999, 1000, 5_242_880].map(formatSize)).toEqual(["0 B", "999 B", "1.0 kB", "5.0 MB"]);
  expect([0, 12.4, 999, 1300].map(formatDuration)).toEqual(["0 ms", "12 ms", "999 ms", "1.3 s"]);
  expect([plural(1, "reply", "replies"), plural(2, "reply", "replies")]).toEqual([
    "1 reply",
    "2 replies",
  ]);
});
