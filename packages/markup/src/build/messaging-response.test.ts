import fc from "fast-check";
import twilio from "twilio";
import { describe, expect, test } from "vitest";
import { MessagingResponse, parse } from "../index.ts";

// Text that both sides can write: what XML cannot carry is told apart below.
const piece = fc.oneof(
  fc.constantFrom(..."&<>\"'\t\n\r]é👍\u00a0\u2028\u007f-"),
  fc.integer({ min: 0x20, max: 0xd7ff }).map((code) => String.fromCharCode(code)),
);
const plain = fc.string({ unit: piece });
const value = fc.oneof(
  plain,
  fc.constantFrom(undefined, null, "", 0, 12, true, false, Number.NaN),
  fc.array(plain, { maxLength: 3 }),
  plain.map((text) => () => text),
);
const name = fc.constantFrom("to", "from", "action", "method", "statusCallback", "foo", "xml:lang");
const attributes = fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true });
const text = fc.oneof(plain, fc.constantFrom(undefined, "", 0, 12, false));
const first = fc.oneof(attributes, plain, fc.constantFrom(undefined, null));
const comment = plain.map((words) => words.replace(/-{2,}/g, "-"));

const step = fc.oneof(
  fc.record({ call: fc.constant("message"), first, second: text }),
  fc.record({ call: fc.constant("redirect"), first, second: text }),
  fc.record({ call: fc.constant("body"), first, second: text }),
  fc.record({ call: fc.constant("media"), first, second: text }),
  fc.record({ call: fc.constantFrom("comment", "commentBefore", "commentAfter"), text: comment }),
  fc.record({
    call: fc.constant("addText"),
    text: fc.oneof(plain, fc.constantFrom(0, 12)),
    inMessage: fc.boolean(),
  }),
  fc.record({
    call: fc.constant("addChild"),
    names: fc.array(fc.constantFrom("Child", "a:b", "é-1"), { minLength: 1, maxLength: 3 }),
    attributes,
    text: plain,
    inMessage: fc.boolean(),
  }),
);

type Program = readonly Record<string, unknown>[];

/** Runs a program on either builder; calls on a message go to the last one. */
function run(builder: object, program: Program): string {
  const call = (target: object, method: string, ...args: unknown[]): object =>
    Reflect.apply(Reflect.get(target, method), target, args);
  let message: object | undefined;
  for (const step of program) {
    const method = String(step.call);
    if (method === "message") message = call(builder, method, step.first, step.second);
    else if (method === "redirect") call(builder, method, step.first, step.second);
    else if (method === "body" || method === "media") {
      if (message) call(message, method, step.first, step.second);
    } else if (method === "addChild") {
      const target = step.inMessage && message ? message : builder;
      call(call(target, method, "Child", step.attributes), "addText", step.text);
    } else call(builder, method, step.text);
  }
  const written = String(message ?? builder);
  expect(String(builder)).toBe(written);
  return written;
}

describe("the fluent builder", () => {
  test("writes the bytes of the official one, for 5,000 random programs", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (program) => {
        const official = run(new twilio.twiml.MessagingResponse(), program);
        expect(run(new MessagingResponse(), program)).toBe(official);
      }),
      { numRuns: 5_000 },
    );
  });

  test("never writes what would be refused, whatever the text", () => {
    const hostile = fc.string({ unit: "binary", maxLength: 20 });
    fc.assert(
      fc.property(hostile, hostile, (body, other) => {
        const twiml = new MessagingResponse();
        twiml.commentBefore(other).comment(`--${body}--`).commentAfter(other);
        twiml.message({ to: body, from: other }, other).media(body);
        twiml.message(`]]>${body}`);
        const read = parse(twiml.toString());
        expect(read).toMatchObject({ ok: true, warnings: [] });
      }),
      { numRuns: 2_000 },
    );
  });

  test("takes a number for a body, and leaves out what is null", () => {
    const both = [new MessagingResponse(), new twilio.twiml.MessagingResponse()].map((twiml) => {
      const message = (...args: unknown[]) => Reflect.apply(twiml.message, twiml, args);
      message(12);
      message({}, 0);
      message(null);
      message({ to: "1" }, null);
      return twiml.toString();
    });
    expect(both[0]).toBe(both[1]);
    expect(both[0]).toContain("<Response><Message>12</Message><Message>0</Message></Response>");
  });

  test("refuses what is no text, as the official one does", () => {
    for (const twiml of [new MessagingResponse(), new twilio.twiml.MessagingResponse()])
      for (const method of ["addText", "comment", "commentBefore", "commentAfter"] as const)
        for (const nothing of [undefined, null])
          expect(() => Reflect.apply(twiml[method], twiml, [nothing]), method).toThrow();
  });

  test("sets hyphens apart that touch in a comment", () => {
    const twiml = new MessagingResponse().comment("a--b---");
    expect(twiml.toString()).toContain("<!-- a- -b- - - -->");
  });

  test("refuses names that XML does not allow", () => {
    const twiml = new MessagingResponse();
    expect(() => twiml.addChild("1a")).toThrow('"1a" is no name');
    expect(() => twiml.addChild("a", { "b c": 1 })).toThrow('"b c" is no name');
  });
});
