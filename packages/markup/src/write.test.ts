import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { defineVerb, message, nounContent, parse, redirect, response, write } from "./index.ts";

const head = '<?xml version="1.0" encoding="UTF-8"?>';

test("writes the bytes that the platform's own builder writes", () => {
  expect(write(response())).toBe(`${head}<Response/>`);
  expect(write(response(message("foobar", { to: "18885551234", from: "18885554321" })))).toBe(
    `${head}<Response><Message to="18885551234" from="18885554321">foobar</Message></Response>`,
  );
  expect(write(response(message("foobar", { media: "https://example.com/a?b=1&c=2" })))).toBe(
    `${head}<Response><Message><Body>foobar</Body><Media>https://example.com/a?b=1&amp;c=2</Media></Message></Response>`,
  );
  expect(write(response(redirect("/n?a=1&b=2", { method: "GET" })))).toBe(
    `${head}<Response><Redirect method="GET">/n?a=1&amp;b=2</Redirect></Response>`,
  );
});

test("drops what XML cannot carry and escapes the rest", () => {
  expect(write(response(message('a\u0000b\ud800<&>"\r]]>')))).toBe(
    `${head}<Response><Message>ab&lt;&amp;&gt;"&#xD;]]&gt;</Message></Response>`,
  );
  expect(write(response(message("x", { to: 'a"<\n\t' })))).toContain('to="a&quot;&lt;&#xA;&#x9;"');
});

test.each<[string, unknown, string]>([
  ["a text", '<Message to="+15005550009">x</Message>', "got a string"],
  ["a condition", false, "got a boolean"],
  ["nothing", undefined, "got undefined"],
  ["null", null, "got null"],
  ["a list of verbs", [message("a")], "got an array"],
  ["another document", response(message("a")), "got an object"],
])("%s in the place of a verb is refused, and never written as markup", (_, value, got) => {
  // As in JavaScript, where nothing checks what response() is given.
  const document = JSON.parse('{"verbs":[null]}', (_key, item) => (item === null ? value : item));
  expect(() => write(document)).toThrow(
    expect.objectContaining({ code: "verb_invalid", message: expect.stringContaining(got) }),
  );
});

test.each<[unknown, string]>([
  [undefined, "got undefined"],
  [{ body: "a person's words" }, "got an object"],
  [42, "got a number"],
])("the text of a message is a string, not %j", (text, got) => {
  expect(() => Reflect.apply(message, undefined, [text])).toThrow(
    expect.objectContaining({ code: "verb_invalid", message: expect.stringContaining(got) }),
  );
});

test("documents are frozen and limits hold at the call", () => {
  const document = response(message("a", { media: ["u"] }));
  expect(Object.isFrozen(document.verbs)).toBe(true);
  expect(() => message("a", { media: Array.from({ length: 11 }, () => "u") })).toThrow(
    /at most 10/,
  );
});

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom(..."&<>\"'\t\n\r ]-", "\ud83d", "\ude00", "\u0000"),
    maxLength: 9,
  }),
);
const url = fc.oneof(fc.webUrl(), text);
const method = fc.constantFrom("GET" as const, "POST" as const, undefined);

const Note = defineVerb({
  name: "Note",
  attributes: z.object({ title: z.string().optional(), weight: z.coerce.number().optional() }),
  content: nounContent("Line", "Mark"),
});

const verb = fc.oneof(
  fc
    .tuple(
      text,
      fc.record({
        media: fc.array(url, { maxLength: 10 }),
        to: fc.option(text, { nil: undefined }),
        from: fc.option(text, { nil: undefined }),
        action: fc.option(url, { nil: undefined }),
        statusCallback: fc.option(url, { nil: undefined }),
        method,
      }),
    )
    .map(([body, options]) => message(body, options)),
  fc.tuple(url, method).map(([to, by]) => redirect(to, { method: by })),
  fc
    .tuple(
      fc.record({ title: text, weight: fc.integer() }, { requiredKeys: [] }),
      fc.array(
        fc.oneof(
          text,
          fc.record({ name: fc.constantFrom("Line" as const, "Mark" as const), text }),
        ),
        { maxLength: 4 },
      ),
    )
    .map(([attributes, content]) => Note(attributes, content)),
);

test("what is written is read again, whatever the text", () => {
  fc.assert(
    fc.property(fc.array(verb, { maxLength: 5 }), (verbs) => {
      const document = { verbs };
      const read = parse(write(document), { verbs: [Note] });
      expect(read.ok && read.warnings).toEqual([]);
      expect(read.ok && read.document).toStrictEqual(document);
    }),
    { numRuns: 1_000 },
  );
});
