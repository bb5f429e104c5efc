import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import {
  defineVerb,
  type MessageVerb,
  message,
  type Noun,
  noContent,
  nounContent,
  type OwnVerb,
  parse,
  redirect,
  response,
  textContent,
  type VerbOf,
  validate,
  write,
} from "../index.ts";

const Wait = defineVerb({
  name: "Wait",
  attributes: z.object({
    seconds: z.coerce.number<string | number>().int().positive(),
    unit: z.enum(["s", "ms"]).optional(),
  }),
  content: noContent,
});
const Note = defineVerb({ name: "Note", attributes: z.object({}), content: textContent });
const Poll = defineVerb({
  name: "Poll",
  attributes: z.object({ multiple: z.stringbool().or(z.boolean()).default(false) }),
  content: nounContent("Question", "Choice"),
});
const Picture = defineVerb({
  name: "Picture",
  attributes: z.object({ of: z.string() }),
  content: textContent,
  make: ({ of }, caption) => message(caption, { media: `https://example.com/${of}.jpg` }),
});
const verbs = [Wait, Note, Poll, Picture];

function read(xml: string) {
  const result = parse(`<Response>${xml}</Response>`, { verbs });
  if (!result.ok) throw new Error(result.error.sentence);
  return result;
}

describe("a verb of one's own", () => {
  test("is built, written and read alike", () => {
    const document = response(
      Wait({ seconds: 3 }),
      Note({}, "a < b"),
      Poll({ multiple: true }, [
        { name: "Question", text: "Tea & coffee?" },
        "or",
        { name: "Choice", text: "Both" },
      ]),
      message("Done."),
    );
    const xml = write(document);
    expect(xml).toContain(
      '<Wait seconds="3"/><Note>a &lt; b</Note><Poll multiple="true"><Question>Tea &amp; coffee?</Question>or<Choice>Both</Choice></Poll>',
    );
    expect(parse(xml, { verbs })).toMatchObject({ ok: true, document, warnings: [] });
    expect(validate(document)).toEqual([]);
  });

  test("whose attributes its schema refuses is not built, and the attribute is named", () => {
    expect(() => Wait({ seconds: -1 })).toThrow(/<Wait> seconds: .*>0/);
    expect(() => defineVerb({ name: "1st", attributes: z.object({}), content: noContent })).toThrow(
      '"1st" is no name',
    );
  });

  test("is skipped with a warning and its place when it is read with such attributes", () => {
    const { document, warnings } = read(`<Note>x</Note>\n <Wait seconds="soon"/>`);
    expect(document.verbs).toHaveLength(1);
    expect(warnings).toEqual([
      {
        code: 12200,
        sentence: expect.stringContaining('seconds="soon" in <Wait> cannot be used'),
        line: 2,
        column: 2,
      },
    ]);
  });

  test("warns of what does not belong into it, and goes on", () => {
    const { document, warnings } = read(
      '<Wait seconds="1" colour="red">soon</Wait><Poll><Answer>1</Answer><Choice>2</Choice></Poll>',
    );
    expect(document.verbs).toEqual([
      Wait({ seconds: 1 }),
      Poll({ multiple: false }, [{ name: "Choice", text: "2" }]),
    ]);
    expect(warnings.map(({ sentence }) => sentence)).toEqual([
      'Attribute "colour" is not allowed in <Wait>; it is ignored.',
      "Text is not allowed in <Wait>; it is ignored.",
      "<Answer> is not allowed in <Poll>; it is skipped.",
    ]);
  });

  test("is no verb to a parser that does not know it", () => {
    const result = parse(write(response(Wait({ seconds: 1 }), message("Hi"))));
    expect(result).toMatchObject({ ok: true, warnings: [{ code: 12200 }, { code: 14110 }] });
    expect(result.ok && result.document.verbs).toEqual([message("Hi")]);
  });

  test("can be another way to write a message, and then runs as one", () => {
    const cat = message("Look!", { media: "https://example.com/cat.jpg" });
    expect(Picture({ of: "cat" }, "Look!")).toEqual(cat);
    expect(read('<Picture of="cat">Look!</Picture>').document.verbs).toEqual([cat]);
    expect(validate(response(Picture({ of: "cat" })))).toEqual([]);
  });

  test("is built as it will be read: what touches is joined, what says nothing is dropped", () => {
    const choice = { name: "Choice", text: "Both\u0000" } as const;
    const { content } = Poll({ multiple: true }, [" ", "a", "\ud800b", choice, "  ", choice]);
    expect(content).toEqual([
      " ab",
      { name: "Choice", text: "Both" },
      { name: "Choice", text: "Both" },
    ]);
    expect(Note({}).content).toBe("");
    expect(Note({}, "a\u0001b").content).toBe("ab");
  });

  test("refuses names that XML does not allow, also those that a schema lets through", () => {
    expect(() => nounContent("a b")).toThrow('"a b" is no name');
    const Free = defineVerb({
      name: "Free",
      attributes: z.record(z.string(), z.string()),
      content: noContent,
    });
    expect(write(response(Free({ a: "1" })))).toContain('<Free a="1"/>');
    expect(() => write(response(Free({ 'a="><Message>': "1" })))).toThrow("is no name");
  });

  test("that is miscased is told its name", () => {
    expect(read("<wait/>").warnings[0]?.sentence).toContain("Did you mean <Wait>?");
  });
});

test("types", () => {
  expectTypeOf<VerbOf<typeof Wait>>().toExtend<OwnVerb<"Wait">>();
  expectTypeOf<VerbOf<typeof Wait>["attributes"]["seconds"]>().toBeNumber();
  expectTypeOf<VerbOf<typeof Note>["content"]>().toEqualTypeOf<string>();
  expectTypeOf<VerbOf<typeof Poll>["content"]>().toEqualTypeOf<
    readonly (string | Noun<"Question" | "Choice">)[]
  >();
  expectTypeOf<VerbOf<typeof Wait>["content"]>().toBeUndefined();
  expectTypeOf<VerbOf<typeof Picture>>().toEqualTypeOf<MessageVerb>();
  const [verb] = read('<Wait seconds="2"/>').document.verbs;
  if (verb && Wait.is(verb))
    expectTypeOf(verb.attributes.unit).toEqualTypeOf<"s" | "ms" | undefined>();
  // Never called: what the compiler refuses is the test.
  const refused = () => {
    // @ts-expect-error a redirect is the last verb
    response(redirect("/x"), message("never"));
    // @ts-expect-error a message is no container
    message(message("Hi"));
    // @ts-expect-error no such method
    redirect("/x", { method: "PUT" });
    // @ts-expect-error no such attribute
    message("Hi", { sendAt: "now" });
    // @ts-expect-error an attribute is missing
    Wait({});
    // @ts-expect-error nothing stands inside
    Wait({ seconds: 1 }, "text");
    // @ts-expect-error no such noun
    Poll({ multiple: false }, [{ name: "Answer", text: "" }]);
  };
  expect(refused).toBeTypeOf("function");
});

test("documents cannot be changed", () => {
  const read = parse(
    "<Response><Message><Media>/a</Media></Message><Redirect>/b</Redirect></Response>",
  );
  const built = response(message("a", { media: ["/a"] }), redirect("/b"));
  const { attributes, content } = Poll({ multiple: true }, [{ name: "Choice", text: "a" }]);
  expect([attributes, content, content[0]].every((part) => Object.isFrozen(part))).toBe(true);
  for (const document of read.ok ? [read.document, built] : []) {
    const frozen = [document, document.verbs, ...document.verbs];
    expect(frozen.every((part) => Object.isFrozen(part))).toBe(true);
    const [first] = document.verbs;
    expect(first?.kind === "message" && Object.isFrozen(first.media)).toBe(true);
  }
});
