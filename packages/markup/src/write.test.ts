import fc from "fast-check";
import { expect, test } from "vitest";
import { message, parse, redirect, response, write } from "./index.ts";

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

test("documents are frozen and limits hold at the call", () => {
  const document = response(message("a", { media: ["u"] }));
  expect(Object.isFrozen(document.verbs)).toBe(true);
  expect(() => message("a", { media: Array.from({ length: 11 }, () => "u") })).toThrow(
    /at most 10/,
  );
});

// Text that XML can carry; a document whose text it cannot is written without those characters.
const text = fc.string({ unit: "grapheme", maxLength: 60 });
const url = fc.webUrl();
const method = fc.constantFrom("GET" as const, "POST" as const, undefined);

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
);

test("what is written is read again", () => {
  fc.assert(
    fc.property(fc.array(verb, { maxLength: 5 }), (verbs) => {
      const document = { verbs };
      const parsed = parse(write(document));
      expect(parsed).toMatchObject({ ok: true, document, warnings: [] });
    }),
    { numRuns: 500 },
  );
});

test("any text makes a document that parses", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (body, to) => {
      expect(parse(write(response(message(body, { to, media: [to] })))).ok).toBe(true);
    }),
    { numRuns: 500 },
  );
});
