import { sign } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import { createInboundReceiver, type Rejection } from "../index.ts";
import { authToken, fields, post } from "../webhook.fixture.ts";

const receiver = (publicUrl: string, onRejected: (rejection: Rejection) => void = () => {}) =>
  createInboundReceiver({ authToken, publicUrl, onRejected }, () => "ok");

/** The status of a message that Twilio signs for `signed`. */
async function statusOf(publicUrl: string, signed: string): Promise<number> {
  const signature = sign({ authToken, url: signed, params: fields });
  const answer = await receiver(publicUrl)(post(fields, { "x-twilio-signature": signature }));
  return answer.status;
}

describe("publicUrl", () => {
  test.each([
    ["a blank behind it", "https://app.example.com "],
    ["the line break of a secret file", "https://app.example.com\n"],
    ["blanks and slashes", "\t https://app.example.com// \r\n"],
  ])("is taken with %s", async (_, publicUrl) => {
    expect(await statusOf(publicUrl, "https://app.example.com/sms")).toBe(200);
  });

  // Behind `#`, path and query of every request would be left out of what is signed.
  test.each([
    ["https://app.example.com/#", '"https://app.example.com/#…"'],
    ["https://app.example.com#app/", '"https://app.example.com#…"'],
    ["https://app.example.com/?", '"https://app.example.com/?"'],
    ["https://app.example.com/?tenant=1", '"https://app.example.com/?tenant=1"'],
    ["https://app.example.com/a b", '"https://app.example.com/a b"'],
    ["https://app.exam\nple.com", '"https://app.exam\\nple.com"'],
    ["https://user:hunter2@app.example.com/?a", '"https://app.example.com/?a"'],
    ["app.example.com", '"app.example.com"'],
    ["", '""'],
  ])("is refused at once: %j", (publicUrl, shown) => {
    expect(() => receiver(publicUrl)).toThrow(
      `publicUrl must be an http(s) URL without query and fragment, such as https://app.example.com, got ${shown}.`,
    );
  });

  test("with a password is signed without it, and no hint contains it", async () => {
    const publicUrl = "https://user:hunter2@app.example.com";
    expect(await statusOf(publicUrl, "https://app.example.com/sms")).toBe(200);
    const rejections: Rejection[] = [];
    const receive = receiver(publicUrl, (rejection) => rejections.push(rejection));
    await receive(post(fields, { "x-twilio-signature": "x".repeat(28) }));
    expect(rejections).toHaveLength(1);
    expect(JSON.stringify(rejections)).not.toContain("hunter2");
    expect(rejections[0]?.hints.join()).toContain("exactly https://app.example.com/sms:");
  });
});
