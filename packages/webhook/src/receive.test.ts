import { message, response } from "@repartee/markup";
import { sign, toStatusEventFields } from "@repartee/protocol";
import { describe, expect, test, vi } from "vitest";
import { createInboundReceiver, createStatusReceiver, type Rejection } from "./index.ts";
import { accountSid, authToken, fields, messageSid, post, publicUrl } from "./webhook.fixture.ts";

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
          fetch: expect.any(Function),
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

  test("fetches its media through the option, and says what to give without one", async () => {
    const fetched: unknown[] = [];
    const receive = createInboundReceiver(
      { authToken, publicUrl, fetchMedia: async (url) => url.length },
      async ({ media }) => void fetched.push(await media[0]?.fetch()),
    );
    await receive(post(fields));
    expect(fetched).toEqual([64]);
    const without = createInboundReceiver({ authToken, publicUrl }, async ({ media }) => {
      await expect(media[0]?.fetch()).rejects.toMatchObject({ code: "media_unconfigured" });
    });
    expect((await without(post(fields))).status).toBe(200);
  });

  test("takes a fluent builder for an answer, the official one too", async () => {
    const { default: twilio } = await import("twilio");
    const receive = createInboundReceiver({ authToken, publicUrl }, () => {
      const twiml = new twilio.twiml.MessagingResponse();
      twiml.message("moving house");
      return twiml;
    });
    expect((await receive(post(fields))).body).toContain("<Message>moving house</Message>");
  });
});

describe("what is thrown", () => {
  test("reaches onError with the message's SID, and is a 500", async () => {
    const heard: unknown[] = [];
    const receive = createInboundReceiver(
      { authToken, publicUrl, onError: (error, sid) => void heard.push([String(error), sid]) },
      () => {
        throw new TypeError("mine");
      },
    );
    expect(await receive(post(fields))).toMatchObject({ status: 500, body: "" });
    expect(heard).toEqual([["TypeError: mine", messageSid]]);
  });

  test("is answered with what onError returns", async () => {
    const receive = createInboundReceiver(
      { authToken, publicUrl, onError: () => "Sorry, try again later." },
      () => Promise.reject(new Error("mine")),
    );
    const answer = await receive(post(fields));
    expect(answer.status).toBe(200);
    expect(answer.body).toContain("Sorry, try again later.");
  });

  test("by the host, before there is a message, reaches it as well", async () => {
    const heard: unknown[] = [];
    const receive = createInboundReceiver(
      { authToken, publicUrl, onError: (error, sid) => void heard.push([String(error), sid]) },
      () => expect.unreachable(),
    );
    const request = { ...post(fields), body: () => Promise.reject(new Error("already read")) };
    expect(await receive(request)).toMatchObject({ status: 500 });
    expect(heard).toEqual([["Error: already read", undefined]]);
  });

  test("an answer that is none counts as thrown", async () => {
    const heard: unknown[] = [];
    const receive = createInboundReceiver(
      { authToken, publicUrl, onError: (error) => void heard.push(error) },
      () => JSON.parse('{"verbs": 3}'),
    );
    expect(await receive(post(fields))).toMatchObject({ status: 500 });
    expect(heard).toHaveLength(1);
  });

  test("is logged without onError, also what onError itself throws", async () => {
    const logged = vi.spyOn(console, "error").mockReturnValue();
    const boom = () => {
      throw new Error("mine");
    };
    const plain = createInboundReceiver({ authToken, publicUrl }, boom);
    expect((await plain(post(fields))).status).toBe(500);
    const worse = createInboundReceiver({ authToken, publicUrl, onError: boom }, boom);
    expect((await worse(post(fields))).status).toBe(500);
    expect(logged).toHaveBeenCalledTimes(2);
    logged.mockRestore();
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
  const without = params.filter(([name]) => name !== "MessageStatus" && name !== "SmsStatus");
  expect((await receive(post(without))).body).toContain("MessageStatus");
});
