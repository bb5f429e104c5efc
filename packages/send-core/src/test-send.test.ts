import { codeEntry } from "@repartee/protocol";
import { expect, test } from "vitest";
import type { SendRequest } from "./send-core.ts";
import { handset, longCode, request } from "./test/open-core.ts";
import { testSend } from "./test-send.ts";

test.each<[number, Partial<SendRequest>]>([
  [21212, { from: "+15005550001" }],
  [21606, { from: "+15005550007" }],
  [21611, { from: "+15005550008" }],
  [21606, { from: "+14155550123" }],
  [21211, { to: "+15005550001" }],
  [21612, { to: "+15005550002" }],
  [21408, { to: "+15005550003" }],
  [21610, { to: "+15005550004" }],
  [21614, { to: "+15005550009" }],
  [21211, { to: "12" }],
  [21602, { body: "" }],
  [21603, { from: "" }],
])("refuses with %i: %j", (code, override) => {
  expect(testSend(request(override))).toMatchObject({ ok: false, code });
  expect(codeEntry(code)).toBeDefined();
});

// The texts as recorded from Twilio.
test.each([
  ["+15005550001", "The 'To' number +15005550001 is not a valid phone number."],
  ["+15005550004", "Attempt to send to unsubscribed recipient"],
  ["+15005550009", "'To' number is not a valid mobile number"],
])("refuses %s in Twilio's words", (to, sentence) => {
  expect(testSend(request({ to }))).toMatchObject({ sentence });
});

test("answers like a message that was accepted, for any other recipient", () => {
  const result = testSend(request({ from: longCode, to: handset, body: "a".repeat(161) }));
  expect(result).toMatchObject({
    ok: true,
    message: {
      status: "queued",
      from: longCode,
      to: handset,
      numSegments: 2,
      direction: "outbound-api",
    },
  });
  const picture = testSend(request({ mediaUrls: ["https://app.example/a.png"] }));
  expect(picture.ok && picture.message.sid).toMatch(/^MM/);
});
