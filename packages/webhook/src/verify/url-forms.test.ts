import { sign } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import type { WebhookOptions } from "../options.ts";
import { createInboundReceiver } from "../receive.ts";
import { authToken, fields, post } from "../webhook.fixture.ts";

/** The status for a request that was signed for one URL and arrived at another. */
async function statusOf(
  configured: string,
  options: Pick<WebhookOptions, "publicUrl" | "trustProxy">,
  target: string,
  headers: Record<string, string> = {},
): Promise<number> {
  const receive = createInboundReceiver(
    { authToken, onRejected: () => {}, ...options },
    () => "ok",
  );
  const signature = sign({ authToken, url: configured, params: fields });
  const request = post(fields, { ...headers, "x-twilio-signature": signature }, target);
  return (await receive(request)).status;
}

describe("a URL that a client spells otherwise on the way", () => {
  test.each([
    // configured and signed, publicUrl, target
    ["http://localhost:3000", "http://localhost:3000", "/"],
    ["http://localhost:3000", "http://localhost:3000/", "/"],
    ["http://localhost:3000/", "http://localhost:3000", "/"],
    ["http://localhost:3000?x=1", "http://localhost:3000", "/?x=1"],
    ["http://localhost:3000?x=a%20b&y=O'Hara", "http://localhost:3000", "/?x=a+b&y=O%27Hara"],
    ["https://app.example.com:443", "https://app.example.com", "/"],
    ["http://app.example.com?x=1", "http://app.example.com:80", "/?x=1"],
    ["https://r.cloudfunctions.net/fn", "https://r.cloudfunctions.net/fn", "/"],
    ["https://r.cloudfunctions.net/fn?x=1", "https://r.cloudfunctions.net/fn/", "/?x=1"],
    ["https://r.cloudfunctions.net/fn/", "https://r.cloudfunctions.net/fn", "/"],
    ["https://app.example.com/sms?", "https://app.example.com", "/sms"],
    ["https://app.example.com/sms", "https://app.example.com", "/sms?"],
    ["https://app.example.com?", "https://app.example.com", "/"],
    ["https://app.example.com/sms", "HTTPS://App.Example.COM", "/sms"],
    ["https://app.example.com/süd wind", "https://app.example.com", "/s%C3%BCd%20wind"],
    ["https://app.example.com/s%C3%BCd", "https://app.example.com", "/s\u00c3\u00bcd"],
    ["https://app.example.com/süd", "https://app.example.com", "/s\u00c3\u00bcd"],
    ["https://app.example.com/sms?q=[a]|b", "https://app.example.com", "/sms?q=%5Ba%5D%7Cb"],
    ["https://bücher.example/sms", "https://xn--bcher-kva.example", "/sms"],
    ["https://xn--bcher-kva.example/sms", "https://bücher.example", "/sms"],
    ["https://app.example.com/sms", "https://app.example.com", "http://10.0.0.1/sms"],
    ["https://app.example.com/?x=1", "https://app.example.com", "http://10.0.0.1?x=1"],
  ])("%s is verified by %s at %s", async (configured, publicUrl, target) => {
    expect(await statusOf(configured, { publicUrl }, target)).toBe(200);
  });

  test("has the host as the Host header spells it, when it is the same host", async () => {
    const publicUrl = "https://app.example.com";
    const configured = "https://App.Example.com/sms";
    const at = (host: string) => statusOf(configured, { publicUrl }, "/sms", { host });
    expect(await at("App.Example.com")).toBe(200);
    expect(await at("App.Example.com:443")).toBe(200);
    expect(await at("app.example.com")).toBe(403);
    const other = "https://Evil.example/sms";
    expect(await statusOf(other, { publicUrl }, "/sms", { host: "Evil.example" })).toBe(403);
  });

  test.each([
    ["https://app.example.com/sms/", "https://app.example.com", "/sms"],
    ["https://app.example.com/sms", "https://app.example.com", "/sms/"],
    ["https://app.example.com/sms", "https://app.example.com/sms", "/sms"],
    ["https://app.example.com/fn", "https://app.example.com/other", "/"],
    ["https://app.example.com", "https://app.example.com", "/sms"],
    ["https://app.example.com", "https://app.example.com.evil.example", "/"],
    ["https://app.example.com?x=1", "https://app.example.com", "/?x=2"],
    ["https://app.example.com/SMS", "https://app.example.com", "/sms"],
    ["https://app.example.com/a/b", "https://app.example.com", "/a%2Fb"],
    ["https://app.example.com/sms?x", "https://app.example.com", "/sms"],
    ["http://app.example.com", "https://app.example.com", "/"],
  ])("%s is another URL than %s with %s", async (configured, publicUrl, target) => {
    expect(await statusOf(configured, { publicUrl }, target)).toBe(403);
  });
});

describe("a prefix that a proxy has cut off", () => {
  const trustProxy = ["x-forwarded-proto", "x-forwarded-host", "x-forwarded-prefix"] as const;
  const behind = (prefix: string, configured: string, target = "/sms") =>
    statusOf(configured, { trustProxy }, target, {
      "x-forwarded-proto": "https",
      "x-forwarded-host": "app.example.com",
      "x-forwarded-prefix": prefix,
    });

  test.each([
    ["/api", "https://app.example.com/api/sms"],
    ["/api/", "https://app.example.com/api/sms"],
    ["api", "https://app.example.com/api/sms"],
    ["//a/b//", "https://app.example.com/a/b/sms"],
    ["/", "https://app.example.com/sms"],
    ["", "https://app.example.com/sms"],
  ])("%s is put before the target with one slash", async (prefix, configured) => {
    expect(await behind(prefix, configured)).toBe(200);
  });

  test("is the whole path of a function at its root", async () => {
    expect(await behind("/fn", "https://app.example.com/fn", "/")).toBe(200);
    expect(await behind("/fn/", "https://app.example.com/fn?x=1", "/?x=1")).toBe(200);
  });

  test("never reaches into the host or the query", async () => {
    expect(await behind("@evil.example", "https://app.example.com@evil.example/sms")).toBe(403);
    expect(await behind("/api?x=", "https://app.example.com/api?x=/sms")).toBe(403);
  });
});
