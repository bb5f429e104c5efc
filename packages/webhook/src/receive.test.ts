import { message, response } from "@repartee/markup";
import {
  type FormPairs,
  sign,
  signedUrl,
  toInboundMessageFields,
  toStatusEventFields,
  writeForm,
} from "@repartee/protocol";
import { describe, expect, test } from "vitest";
import {
  authToken,
  publishedAuthToken,
  publishedVectors,
  type SignatureVector,
  vectors,
} from "../../protocol/src/signature-vectors.fixture.ts";
import {
  createInboundReceiver,
  createStatusReceiver,
  type Rejection,
  type WebhookRequest,
} from "./index.ts";
import { createVerifier } from "./verify-request.ts";

const messageSid = "SM00000000000000000000000000000001";
const accountSid = "AC00000000000000000000000000000001";
const publicUrl = "https://app.example.com";

const fields = toInboundMessageFields({
  messageSid,
  accountSid,
  from: "+14155550100",
  to: "+14155550199",
  body: "Hi there",
  numSegments: 1,
  media: [
    {
      url: "https://api.example.com/Media/ME00000000000000000000000000000001",
      contentType: "image/jpeg",
    },
  ],
});

function post(
  params: FormPairs,
  headers: Record<string, string> = {},
  target = "/sms",
): WebhookRequest {
  const all: Record<string, string> = {
    "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
    "x-twilio-signature": sign({ authToken, url: publicUrl + target, params }),
    ...headers,
  };
  return {
    method: "POST",
    target,
    header: (name) => all[name],
    body: async () => Buffer.from(writeForm(params)),
  };
}

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
    createVerifier({ authToken: token, publicUrl: () => signedUrl(vector.url) })(request(vector));

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

describe("an inbound message", () => {
  test("is verified, typed and answered", async () => {
    const receive = createInboundReceiver({ authToken, publicUrl }, ({ body, from, media }) => {
      expect(from).toEqual({ channel: "sms", value: "+14155550100" });
      expect(media).toEqual([
        {
          index: 0,
          url: "https://api.example.com/Media/ME00000000000000000000000000000001",
          contentType: "image/jpeg",
          sid: "ME00000000000000000000000000000001",
        },
      ]);
      return response(message(`You said ${body}`));
    });
    const answer = await receive(post(fields));
    expect(answer.status).toBe(200);
    expect(answer.headers["Content-Type"]).toBe("text/xml; charset=utf-8");
    expect(answer.body).toContain("<Message>You said Hi there</Message>");
  });

  test("takes a string or nothing for an answer", async () => {
    const text = createInboundReceiver({ authToken, publicUrl }, async () => "a < b");
    expect((await text(post(fields))).body).toContain("<Message>a &lt; b</Message>");
    const nothing = createInboundReceiver({ authToken, publicUrl }, () => {});
    expect((await nothing(post(fields))).body).toContain("<Response/>");
  });

  test("is refused when it is not signed, and the log holds neither token nor body", async () => {
    const rejections: Rejection[] = [];
    const receive = createInboundReceiver(
      { authToken, publicUrl, onRejected: (rejection) => rejections.push(rejection) },
      () => expect.unreachable(),
    );
    expect(await receive(post(fields, { "x-twilio-signature": "" }))).toMatchObject({
      status: 403,
      body: "",
    });
    expect(
      await receive(post(fields, { "x-twilio-signature": "AAAA" }, "/sms?Body=secret&a=1")),
    ).toMatchObject({ status: 403 });
    expect(rejections.map(({ reason }) => reason)).toEqual([
      "signature_missing",
      "signature_invalid",
    ]);
    const log = JSON.stringify(rejections);
    expect(log).toContain("https://app.example.com/sms");
    expect(log).not.toContain(authToken);
    expect(log).not.toMatch(/Hi there|secret/);
  });

  test("without its parameters is a 400 that names them", async () => {
    const receive = createInboundReceiver({ authToken, publicUrl }, () => expect.unreachable());
    const answer = await receive(post([["Body", "x"]]));
    expect(answer).toMatchObject({ status: 400 });
    expect(answer.body).toContain("MessageSid, AccountSid, From, To");
    const noMedia = fields.filter(([name]) => name !== "MediaUrl0");
    expect((await receive(post(noMedia))).body).toContain("MediaUrl0 is missing");
  });

  test("accepts the old token beside the new, and asks for an account's own", async () => {
    const old = createInboundReceiver({ authToken: ["new", authToken], publicUrl }, () => "ok");
    expect((await old(post(fields))).status).toBe(200);
    const asked: string[] = [];
    const own = createInboundReceiver(
      {
        authToken: async (sid) => {
          asked.push(sid);
          return sid === accountSid ? authToken : undefined;
        },
        publicUrl,
      },
      () => "ok",
    );
    expect((await own(post(fields))).status).toBe(200);
    expect(asked).toEqual([accountSid]);
    const other = fields.map(
      ([name, value]) => [name, name === "AccountSid" ? "AC1" : value] as const,
    );
    expect((await own(post(other))).status).toBe(403);
  });

  test("an empty token signs nothing", async () => {
    const receive = createInboundReceiver({ authToken: "", publicUrl }, () => "ok");
    const request = post(fields, {
      "x-twilio-signature": sign({ authToken: "", url: `${publicUrl}/sms`, params: fields }),
    });
    expect((await receive(request)).status).toBe(403);
  });

  test("what the handler throws comes out", async () => {
    const receive = createInboundReceiver({ authToken, publicUrl }, () => {
      throw new TypeError("mine");
    });
    await expect(receive(post(fields))).rejects.toThrow("mine");
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

test("a status callback is verified, typed and acknowledged", async () => {
  const seen: unknown[] = [];
  const receive = createStatusReceiver(
    { authToken, publicUrl },
    ({ messageSid: sid, status, errorCode }) => {
      seen.push([sid, status, errorCode]);
    },
  );
  const params = toStatusEventFields({
    messageSid,
    accountSid,
    from: "+14155550199",
    to: "+14155550100",
    status: "undelivered",
    errorCode: 30003,
    receiptAt: Date.UTC(2026, 10, 23, 9, 5),
  });
  expect(params).toContainEqual(["RawDlrDoneDate", "2611230905"]);
  expect(await receive(post(params))).toMatchObject({ status: 204, body: "" });
  expect(seen).toEqual([[messageSid, "undelivered", 30003]]);
  expect((await receive(post(params.filter(([name]) => name !== "MessageStatus")))).body).toContain(
    "MessageStatus",
  );
});
