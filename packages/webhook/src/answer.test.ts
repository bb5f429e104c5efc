import { message, redirect, response } from "@repartee/markup";
import { isReparteeError, type ReparteeError } from "@repartee/protocol";
import { describe, expect, expectTypeOf, test } from "vitest";
import { type Answer, createInboundReceiver, createStatusReceiver } from "./index.ts";
import { authToken, fields, post, publicUrl } from "./webhook.fixture.ts";

/** What a handler that returns this is answered with, and the error that onError received. */
async function answered(returned: unknown): Promise<{
  readonly status: number;
  readonly body: string;
  readonly error: unknown;
}> {
  let error: unknown;
  const receive = createInboundReceiver(
    {
      authToken,
      publicUrl,
      onError: (thrown) => {
        error = thrown;
      },
    },
    // As in JavaScript, where nothing checks what a handler returns.
    async (): Promise<string> => JSON.parse('{"value":null}', () => returned),
  );
  const { status, body } = await receive(post(fields));
  return { status, body, error };
}

describe("what a handler returns", () => {
  test.each([undefined, null, false, "", 0, Number.NaN])("%s is an empty reply", async (value) => {
    const { status, body, error } = await answered(value);
    expect({ status, error }).toEqual({ status: 200, error: undefined });
    expect(body).toContain("<Response/>");
  });

  class MessageInstance {
    readonly sid = "SM1";
    readonly body = "a person's words";
  }
  test.each<[string, unknown, RegExp]>([
    ["an object of the SDK", new MessageInstance(), /an object of the class MessageInstance/],
    ["an array of verbs", [message("a"), message("b")], /an array; response\(\.\.\.verbs\)/],
    ["a verb by itself", message("a"), /a verb that is not in a response/],
    ["a bare object", { text: "Hi" }, /an object without verbs/],
    ["an object without a prototype", Object.create(null), /an object without verbs/],
    ["a number", 42, /a number/],
    ["true", true, /a boolean/],
    ["a function", () => "Hi", /a function/],
    ["a response of the host", { message() {}, redirect() {} }, /an object without verbs/],
    ["a Response", new Response("Hi"), /an object of the class Response/],
    [
      "a document with a broken verb",
      { verbs: [{ kind: "message" }] },
      /a document that cannot be written/,
    ],
    ["a document of something else", { verbs: "none" }, /an object without verbs/],
  ])("%s is an error that says what may be returned", async (_, value, what) => {
    const { status, error } = await answered(value);
    expect(status).toBe(500);
    if (!isReparteeError(error, "answer_invalid")) expect.unreachable(String(error));
    expect(error.message).toMatch(what);
    expect(error.message).toContain("Return response(…) with its verbs, a string");
    expect(error.message).not.toContain("a person's words");
  });

  test("response(text) is an error: the text of a stranger must not become markup", async () => {
    const { status, body, error } = await answered({ verbs: ["<Redirect>/admin</Redirect>"] });
    expect({ status, isEmpty: !body.includes("Redirect") }).toEqual({ status: 500, isEmpty: true });
    expect(error).toMatchObject({ code: "verb_invalid" });
  });

  test("is written when it is valid", async () => {
    expect((await answered(response(message("Hi")))).body).toContain("<Message>Hi</Message>");
    expect((await answered(response(redirect("/b")))).body).toContain("<Redirect>/b</Redirect>");
  });

  test("may be false in TypeScript, but not any other value", () => {
    const isKnown = Boolean(fields.length);
    createInboundReceiver({ authToken, publicUrl }, () => isKnown && "Hello again");
    expectTypeOf<true>().not.toExtend<Answer>();
    expectTypeOf<readonly string[]>().not.toExtend<Answer>();
    expectTypeOf<ReparteeError>().not.toExtend<Answer>();
  });
});

test("what a status handler returns is not looked at", async () => {
  const receive = createStatusReceiver({ authToken, publicUrl }, async () => JSON.parse("[1]"));
  expect((await receive(post([...fields, ["MessageStatus", "sent"]]))).status).toBe(204);
});
