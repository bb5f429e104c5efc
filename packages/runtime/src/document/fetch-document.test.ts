import { parseForm } from "@repartee/protocol";
import twilio from "twilio";
import { expect, test } from "vitest";
import { startApp } from "../test/app.ts";
import { fetcher } from "../test/fetch.ts";

const empty = "<Response/>";

test("a request carries all headers of the platform, signed for the official library", async () => {
  const app = await startApp((_request, answer) => {
    answer.setHeader("Content-Type", "text/xml").end(empty);
  });
  const url = `${app.origin}/sms?name=O'Hara&x=%7e#rc=2`;
  const { document } = await fetcher()(url);
  expect(document).toMatchObject({ ok: true, answer: { status: 200, body: empty } });
  const [seen] = app.seen;
  expect(seen?.url).toBe("/sms?name=O'Hara&x=%7e");
  expect(seen?.headers).toMatchObject({
    "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
    "user-agent": "TwilioProxy/1.1",
    "x-home-region": "us1",
    accept: "*/*",
    "i-twilio-idempotency-token": expect.stringMatching(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    ),
  });
  const signature = String(seen?.headers["x-twilio-signature"]);
  const params = Object.fromEntries(parseForm(seen?.body ?? ""));
  expect(params).toEqual({ MessageSid: expect.any(String), Body: "Hi & bye" });
  const signed = `${app.origin}/sms?name=O'Hara&x=%7e`;
  expect(twilio.validateRequest("secret", signature, signed, params)).toBe(true);
});

test("GET has the parameters behind the query, which is signed as it stands", async () => {
  const app = await startApp((_request, answer) => {
    answer.setHeader("Content-Type", "text/xml").end(empty);
  });
  const url = `${app.origin}/sms?name=O'Hara&x=%7e&y=a+b`;
  await fetcher()(`${url}#rc=2`, { method: "GET" });
  await fetcher()(`${app.origin}/sms`, { method: "GET" });
  const params = "MessageSid=SM00000000000000000000000000000001&Body=Hi+%26+bye";
  expect(app.seen.map((seen) => app.origin + seen.url)).toEqual([
    `${url}&${params}`,
    `${app.origin}/sms?${params}`,
  ]);
  for (const { url, method, headers, body } of app.seen) {
    expect({ method, body }).toEqual({ method: "GET", body: "" });
    const signature = String(headers["x-twilio-signature"]);
    expect(twilio.validateRequest("secret", signature, app.origin + url, {})).toBe(true);
  }
});

test("an HTTP redirect is followed as GET, and 307 as it was, each signed for its own address", async () => {
  const app = await startApp(({ url }, answer) => {
    const [, status, next] = /^\/(\d+)\/(.*)$/.exec(url) ?? [];
    if (status === undefined) answer.setHeader("Content-Type", "text/xml").end(empty);
    else answer.writeHead(Number(status), { Location: `/${next}` }).end();
  });
  for (const status of [301, 302, 303]) {
    const { document, requests } = await fetcher()(`${app.origin}/${status}/end?a=1`);
    expect(document).toMatchObject({ ok: true, answer: { status: 200 } });
    expect(requests.map(({ cause, method }) => [cause, method])).toEqual([
      ["webhook", "POST"],
      ["http-redirect", "GET"],
    ]);
    expect(requests[1]?.url).toMatch(/\/end\?a=1&MessageSid=SM0+1&Body=Hi\+%26\+bye$/);
    expect(requests[1]?.signedString).toBe(requests[1]?.url);
  }
  const kept = await fetcher()(`${app.origin}/307/307/end`);
  expect(kept.requests.map(({ method }) => method)).toEqual(["POST", "POST", "POST"]);
  const tokens = app.seen.slice(-3).map(({ headers }) => headers["i-twilio-idempotency-token"]);
  expect(new Set(tokens).size).toBe(3);
});

test.each([
  ["utf8", "/s%C3%BCd"],
  ["latin1", "/s%FCd"],
] as const)("a Location in raw %s leads to %s", async (encoding, path) => {
  const app = await startApp(({ url }, answer) => {
    if (url === path) answer.setHeader("Content-Type", "text/xml").end(empty);
    else
      answer.writeHead(307, { Location: Buffer.from("/süd", encoding).toString("latin1") }).end();
  });
  const { document } = await fetcher()(`${app.origin}/sms`);
  expect(document).toMatchObject({ ok: true, url: app.origin + path, answer: { status: 200 } });
});

test.each([300, 304, 305, 308])("%d is no redirect that is followed", async (status) => {
  const app = await startApp((_request, answer) => {
    answer.writeHead(status, { Location: "/end" }).end();
  });
  const { document } = await fetcher()(`${app.origin}/sms`);
  expect(document).toMatchObject({ ok: false, code: 11216 });
  expect(app.seen).toHaveLength(1);
});

test.each([undefined, "http://[", "mailto:a@b.c"])(
  "a redirect to %s ends there",
  async (location) => {
    const app = await startApp((_request, answer) => {
      answer.writeHead(302, location === undefined ? {} : { Location: location }).end();
    });
    const { document } = await fetcher()(`${app.origin}/sms`);
    expect(document.ok).toBe(false);
    expect(document).toMatchObject({ code: location?.startsWith("mailto") ? 11100 : 11216 });
  },
);

test("a circle of redirects ends after ten", async () => {
  const app = await startApp((_request, answer) => {
    answer.writeHead(307, { Location: "/sms" }).end();
  });
  const { document } = await fetcher()(`${app.origin}/sms`);
  expect(document).toMatchObject({ ok: false, code: 11215 });
  expect(app.seen).toHaveLength(11);
});

test("GET is asked with what the last answer was validated by, POST never", async () => {
  const app = await startApp(({ headers }, answer) => {
    answer.setHeader("Content-Type", "text/xml").setHeader("ETag", '"1"');
    if (headers["if-none-match"] === '"1"') answer.writeHead(304).end();
    else answer.end("<Response><Message>From the cache</Message></Response>");
  });
  const fetch = fetcher();
  const [first, second] = [
    await fetch(app.origin, { method: "GET" }),
    await fetch(app.origin, {
      method: "GET",
      // Another message of the same words.
      params: [
        ["MessageSid", "SM00000000000000000000000000000002"],
        ["Body", "Hi & bye"],
      ],
    }),
  ];
  expect(app.seen.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, '"1"']);
  expect(second.requests[0]?.response?.status).toBe(304);
  expect(second.document).toMatchObject({ ok: true, answer: { status: 200 } });
  expect(second.document).toMatchObject({ answer: first.document.ok ? first.document.answer : {} });

  // Other words are another resource, and POST is not cached at all.
  await fetch(app.origin, { method: "GET", params: [["Body", "Else"]] });
  await fetch(app.origin);
  expect(app.seen.slice(2).map(({ headers }) => headers["if-none-match"])).toEqual([
    undefined,
    undefined,
  ]);
});

test.each(["ftp://a.b/", "sms", "", "http://", "http://u:%zz@localhost/"])(
  'the address "%s" is refused',
  async (url) => {
    expect((await fetcher()(url)).document).toMatchObject({ ok: false, code: 11100 });
  },
);

test("a host name that is none is told", async () => {
  const { document } = await fetcher()("http://no-such-host.invalid/sms");
  expect(document).toMatchObject({ ok: false, code: 11210 });
});
