import type { InboundMessage, StatusEvent } from "@repartee/protocol";
import { expect, expectTypeOf, test } from "vitest";
import {
  type Answer,
  createInboundReceiver,
  createStatusReceiver,
  type InboundMedia,
  type ReceivedMessage,
  type Receiver,
  type WebhookOptions,
} from "./index.ts";

const options = { authToken: "secret", publicUrl: "https://app.example.com" };

test("types of what a handler gets and gives", () => {
  createInboundReceiver({ ...options, fetchMedia: async () => ({ bytes: 1 }) }, (message) => {
    expectTypeOf(message).toEqualTypeOf<ReceivedMessage<{ bytes: number }>>();
    expectTypeOf(message.media).toEqualTypeOf<readonly InboundMedia<{ bytes: number }>[]>();
    expectTypeOf(message.media[0]).toEqualTypeOf<InboundMedia<{ bytes: number }> | undefined>();
  });
  createStatusReceiver(options, (event) => {
    expectTypeOf(event).toEqualTypeOf<StatusEvent>();
  });
  expectTypeOf<ReceivedMessage["from"]>().toEqualTypeOf<InboundMessage["from"]>();
  expectTypeOf<string>().toExtend<Answer>();
  expectTypeOf<undefined>().toExtend<Answer>();
  expectTypeOf<number>().not.toExtend<Answer>();
  expectTypeOf<ReturnType<typeof createInboundReceiver>>().toEqualTypeOf<Receiver>();
  expectTypeOf<WebhookOptions["trustProxy"]>().toEqualTypeOf<
    | readonly (
        | "x-forwarded-proto"
        | "x-forwarded-host"
        | "x-forwarded-port"
        | "x-forwarded-prefix"
      )[]
    | undefined
  >();
});

test("what does not compile", () => {
  // Never called: what the compiler refuses is the test.
  const refused = () => {
    // @ts-expect-error a token is needed
    createInboundReceiver({ publicUrl: "https://app.example.com" }, () => "");
    // @ts-expect-error no answer
    createInboundReceiver(options, () => 12);
    // @ts-expect-error no such header
    createInboundReceiver({ authToken: "", trustProxy: ["forwarded"] }, () => "");
    // @ts-expect-error a status event has no body
    createStatusReceiver(options, ({ body }) => body);
    // @ts-expect-error no such option
    createInboundReceiver({ ...options, validate: false }, () => "");
  };
  expect(refused).toBeTypeOf("function");
});
