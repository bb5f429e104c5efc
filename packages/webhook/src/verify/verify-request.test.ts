import { sign, signedUrl, writeForm } from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import {
  publishedAuthToken,
  publishedVectors,
  type SignatureVector,
  vectors,
} from "../../../protocol/src/signature/signature-vectors.fixture.ts";
import { dueTime } from "../deadline.ts";
import { createInboundReceiver } from "../receive.ts";
import type { WebhookRequest } from "../request/webhook-request.ts";
import { authToken, fields, post, publicUrl } from "../webhook.fixture.ts";
import { createVerifier } from "./verify-request.ts";

describe("known signatures pass, changed ones do not", () => {
  const request = (vector: SignatureVector): WebhookRequest => ({
    method: vector.params.length > 0 || vector.body ? "POST" : "GET",
    target: "unused",
    header: (name) =>
      ({
        "x-twilio-signature": vector.signature,
        "content-type": vector.body ? "application/json" : "application/x-www-form-urlencoded",
      })[name],
    body: async () => Buffer.from(vector.body ?? writeForm(vector.params)),
  });
  const verify = (vector: SignatureVector, token: string) =>
    createVerifier({ authToken: token, publicUrl: () => signedUrl(vector.url) })(
      request(vector),
      dueTime(1_000, Date.now()),
    );

  test.each(vectors)("$what", async (vector) => {
    expect(await verify(vector, authToken)).toMatchObject({ ok: true });
    expect(await verify(vector, `${authToken.slice(0, -1)}3`)).toMatchObject({ ok: false });
    expect(await verify({ ...vector, url: `${vector.url}x` }, authToken)).toMatchObject({
      ok: false,
    });
    if (vector.body) {
      expect(await verify({ ...vector, body: `${vector.body} ` }, authToken)).toMatchObject({
        ok: false,
        rejection: { reason: "body_unsigned" },
      });
    }
  });

  test.each(publishedVectors)("published: $what", async (vector) => {
    expect(await verify(vector, publishedAuthToken)).toMatchObject({ ok: true });
    expect(await verify(vector, "54321")).toMatchObject({ ok: false });
  });
});

describe("the query on its way", () => {
  const signedFor = (configured: string, target: string, url = publicUrl) =>
    createInboundReceiver(
      { authToken, publicUrl: url, onRejected: () => {} },
      () => "ok",
    )(
      post(
        fields,
        { "x-twilio-signature": sign({ authToken, url: configured, params: fields }) },
        target,
      ),
    ).then(({ status }) => status);

  test.each([
    ["an apostrophe re-encoded", "?name=William+O'hara", "?name=William+O%27hara"],
    ["an apostrophe decoded", "?name=O%27hara", "?name=O'hara"],
    ["spaces as plus", "?q=a%20b", "?q=a+b"],
    ["parameters sorted", "?b=1&a=2&c=3", "?a=2&b=1&c=3"],
  ])("%s", async (_, configured, sent) => {
    expect(await signedFor(`${publicUrl}/sms${configured}`, `/sms${sent}`)).toBe(200);
  });

  test.each([
    ["another value", "?a=1", "?a=2"],
    ["a parameter more", "?a=1", "?a=1&b=2"],
    ["a parameter less", "?a=1", ""],
    ["repeats in another order", "?a=1&a=2", "?a=2&a=1"],
    ["another case", "?a=x", "?a=X"],
  ])("never passes with %s", async (_, configured, sent) => {
    expect(await signedFor(`${publicUrl}/sms${configured}`, `/sms${sent}`)).toBe(403);
  });

  test("ports may come and go, but another port does not pass", async () => {
    const at = (port: string) => `https://app.example.com${port}`;
    expect(await signedFor(`${at("")}/sms`, "/sms", at(":8443"))).toBe(200);
    expect(await signedFor(`${at(":443")}/sms`, "/sms", at(""))).toBe(200);
    expect(await signedFor(`${at(":8443")}/sms`, "/sms", at(""))).toBe(403);
    expect(await signedFor(`${at(":8443")}/sms`, "/sms", at(":8444"))).toBe(403);
  });
});

describe("the public URL", () => {
  test("is never guessed", () => {
    expect(() => createInboundReceiver({ authToken }, () => "")).toThrow(/publicUrl/);
    expect(() =>
      createInboundReceiver({ authToken, publicUrl: "app.example.com" }, () => ""),
    ).toThrow(/http\(s\) URL/);
  });

  test("comes from the proxy headers that are trusted, and from no others", async () => {
    const receive = createInboundReceiver(
      { authToken, trustProxy: ["x-forwarded-proto", "x-forwarded-host"] },
      () => "ok",
    );
    const forwarded = {
      "x-forwarded-proto": "https",
      "x-forwarded-host": "app.example.com",
      host: "10.0.0.1",
    };
    expect((await receive(post(fields, forwarded))).status).toBe(200);
    expect((await receive(post(fields, { host: "app.example.com" }))).status).toBe(403);

    const onlyScheme = createInboundReceiver(
      { authToken, trustProxy: ["x-forwarded-proto"] },
      () => "ok",
    );
    expect((await onlyScheme(post(fields, { ...forwarded, host: "evil.example" }))).status).toBe(
      403,
    );
    expect((await onlyScheme(post(fields, { ...forwarded, host: "app.example.com" }))).status).toBe(
      200,
    );
  });
});
