import { codeEntry } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import type { SendRequest } from "../send-core.ts";
import { accountSid, longCode, request, sender } from "../test/open-core.ts";
import { checkRequest } from "./check-request.ts";

const image = "https://app.example/cat.png";
const callback = (url: string) => ({ statusCallback: { url, method: "POST" } as const });

function check(override: Partial<SendRequest>): number | undefined {
  const checked = request(override);
  return checkRequest(checked, sender(checked.from))?.code;
}

describe("checkRequest", () => {
  test.each<[string, Partial<SendRequest>]>([
    ["a text", {}],
    ["media alone", { body: "", mediaUrls: [image] }],
    ["ten media", { mediaUrls: Array(10).fill(image) }],
    ["1600 characters", { body: "a".repeat(1600) }],
    ["1600 emoji", { body: "🎉".repeat(1600) }],
    ["a short code as sender", { from: "12345" }],
    ["an alphanumeric sender", { from: "ACME" }],
    ["a callback on this machine", callback("http://localhost:3000/status?a=1")],
    ["a callback of 4000 characters", callback(`https://a.example/${"x".repeat(3982)}`)],
    ["a number of a satellite", { to: "+881612345678" }],
  ])("lets through %s", (_name, override) => {
    expect(check(override)).toBeUndefined();
  });

  test.each<[number, string, Partial<SendRequest>]>([
    [21604, "no To", { to: "" }],
    [63007, "a To of a channel", { to: "whatsapp:+14155550100" }],
    [63007, "a To of another channel", { to: "messenger:1234567890" }],
    [63007, "a From of a channel", { from: "rcs:brand_agent" }],
    [63007, "a channel in capitals", { to: "WhatsApp:+14155550100" }],
    [21211, "a To with a scheme that is not a channel", { to: "tel:+14155550100" }],
    [21211, "a To that is too short", { to: "+1415555" }],
    [21211, "a To that is too long", { to: "+141555501000" }],
    [21211, "a To of no country", { to: "+9991234567" }],
    [21211, "a To of words", { to: "mum" }],
    [21265, "a short code as To", { to: "12345" }],
    [21603, "no From", { from: "" }],
    [21212, "a From that is no sender's address", { from: "+0123" }],
    [21212, "a From that is too long a word", { from: "ACME CORPORATION" }],
    [21266, "To equal to From", { to: longCode }],
    [21602, "neither Body nor media", { body: "" }],
    [21619, "a Body of blanks", { body: " \n " }],
    [21617, "1601 characters", { body: "a".repeat(1601) }],
    [21623, "eleven media", { mediaUrls: Array(11).fill(image) }],
    [21620, "a relative media URL", { mediaUrls: [image, "/cat.png"] }],
    [21620, "a media URL of another scheme", { mediaUrls: ["ftp://app.example/cat.png"] }],
    [21609, "a callback that is no URL", callback("status")],
    [21609, "a callback of another scheme", callback("mailto:a@b.example")],
    [21609, "a callback host with an underscore", callback("https://my_app.example/status")],
    [21609, "a callback of 4001 characters", callback(`https://a.example/${"x".repeat(3983)}`)],
    [21606, "a From that nobody owns", { from: "+15005550099" }],
    [21606, "a From of another account", { accountSid: `AC${"9".repeat(32)}` }],
    [21621, "media from a sender without MMS", { from: "ACME", mediaUrls: [image] }],
  ])("refuses with %i %s", (code, _name, override) => {
    expect(check(override)).toBe(code);
    expect(codeEntry(code)).toBeDefined();
  });

  test("refuses a text from a sender without SMS", () => {
    const deaf = sender(longCode, { sms: false });
    expect(checkRequest(request(), deaf)?.code).toBe(21661);
  });

  test("names neither body nor account in its sentence", () => {
    const refusal = checkRequest(request({ body: "secret".repeat(300) }), sender(longCode));
    expect(refusal?.sentence).toBe("The body has 1800 characters; 1600 is the most.");
    expect(checkRequest(request({ from: "+15005550099" }), undefined)?.sentence).not.toContain(
      accountSid,
    );
  });
});
