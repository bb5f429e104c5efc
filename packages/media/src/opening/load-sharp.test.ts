import { ReparteeError } from "@repartee/protocol";
import { expect, test } from "vitest";
import { unreadable } from "./load-sharp.ts";

test.each([
  [new Error("timeout: 20% complete"), "image_timeout"],
  [new Error("timeout: 100% complete\nVipsJpeg: premature end"), "image_timeout"],
  [new Error("VipsJpeg: premature end"), "image_unreadable"],
  [new ReparteeError("image_too_large", "It has too many pixels."), "image_too_large"],
])("%s is %s", (error, code) => {
  expect(unreadable(error)).toMatchObject({ name: "ReparteeError", code });
});

test("the reason of a signal stays what it is", () => {
  const { reason } = AbortSignal.abort();
  expect(unreadable(reason)).toBe(reason);
});
