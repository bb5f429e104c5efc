import { parseForm } from "@repartee/protocol";
import httpAuth from "http-auth";
import twilio from "twilio";
import { expect, test } from "vitest";
import { deadPort, startApp, startDeaf, startListener, startTcp } from "./test/app.ts";
import { fetcher } from "./test/fetch.ts";

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

test("the first request has no credentials; a Basic challenge is met with the URL's", async () => {
  const app = await startApp(({ headers }, answer) => {
    if (headers.authorization === `Basic ${btoa("me:p@ss")}`) {
      answer.setHeader("Content-Type", "text/xml").end(empty);
    } else {
      answer.writeHead(401, { "WWW-Authenticate": 'Basic realm="apps"' }).end();
    }
  });
  const url = app.origin.replace("//", "//me:p%40ss@");
  const { document, requests } = await fetcher()(`${url}/sms`);
  expect(document.ok).toBe(true);
  expect(app.seen.map(({ headers }) => headers.authorization)).toEqual([
    undefined,
    expect.any(String),
  ]);
  expect(requests.map(({ response }) => response?.status)).toEqual([401, 200]);
  expect(requests.map(({ signedString }) => signedString?.startsWith(`${app.origin}/sms`))).toEqual(
    [true, true],
  );
  expect(JSON.stringify(requests)).not.toContain("p@ss");
  expect(JSON.stringify(requests)).not.toContain(btoa("me:p@ss"));

  const wrong = await fetcher()(`${app.origin.replace("//", "//me:no@")}/sms`);
  expect(wrong.requests).toHaveLength(2);
  expect(wrong.document).toMatchObject({ ok: true, answer: { status: 401 } });
});

test.each([
  { realm: "apps" },
  { realm: "apps", algorithm: "MD5-sess" },
  { realm: "apps", qop: "none" },
])("a Digest challenge of a real server is met: %o", async (options) => {
  // The hash of me:apps:circle of life.
  const hash = "0412b3a283cf580ee448aa6f871cb788";
  const digest = httpAuth.digest(options, (user, tell) => tell(user === "me" ? hash : undefined));
  const origin = await startListener(
    digest.check((_request, answer) => {
      answer.setHeader("Content-Type", "text/xml").end(empty);
    }),
  );
  for (const method of ["POST", "GET"] as const) {
    const right = origin.replace("//", "//me:circle%20of%20life@");
    const { document, requests } = await fetcher()(`${right}/sms?a=1`, { method });
    expect(document).toMatchObject({ ok: true, answer: { status: 200 } });
    expect(requests.map(({ response }) => response?.status)).toEqual([401, 200]);
  }
  const wrong = await fetcher()(`${origin.replace("//", "//me:circle@")}/sms`);
  expect(wrong.document).toMatchObject({ ok: true, answer: { status: 401 } });
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

test("what did not connect is tried once more, with the same token; nothing else is", async () => {
  const port = await deadPort();
  const dead = await fetcher()(`http://localhost:${port}/sms`);
  expect(dead.document).toMatchObject({ ok: false, code: 11202 });
  expect(dead.requests).toHaveLength(2);
  const tokens = dead.requests.map(({ headers }) =>
    new Map(headers).get("I-Twilio-Idempotency-Token"),
  );
  expect(new Set(tokens).size).toBe(1);

  const failing = await startApp((_request, answer) => void answer.writeHead(500).end());
  const { requests } = await fetcher()(`${failing.origin}/sms`);
  expect(requests).toHaveLength(1);
});

test("rc and rp say how often, and after what", async () => {
  let asked = 0;
  const app = await startApp((_request, answer) => {
    asked += 1;
    answer.writeHead(asked < 3 ? 503 : 200, { "Content-Type": "text/xml" }).end(empty);
  });
  const { document, requests } = await fetcher()(`${app.origin}/sms#rc=5&rp=5xx&e=tokyo,dublin`);
  expect(document).toMatchObject({ ok: true, answer: { status: 200 } });
  expect(requests.map(({ edge }) => edge)).toEqual(["tokyo", "dublin", "tokyo"]);

  const refusing = await startApp((_request, answer) => void answer.writeHead(404).end());
  expect((await fetcher()(`${refusing.origin}/#rc=2&rp=all`)).requests).toHaveLength(3);
  expect((await fetcher()(`${refusing.origin}/#rc=2&rp=5xx`)).requests).toHaveLength(1);
  expect((await fetcher()(`${refusing.origin}/#rc=0&rp=4xx`)).requests).toHaveLength(1);
  const never = await fetcher()(`http://localhost:${await deadPort()}/#rc=3&rp=rt`);
  expect(never.requests).toHaveLength(1);
});

test("a fragment that cannot be used is told, and the default serves", async () => {
  const app = await startApp((_request, answer) => void answer.writeHead(204).end());
  const { document, notices } = await fetcher()(`${app.origin}/#rp=often&e=atlantis`);
  expect(document.ok).toBe(true);
  expect(notices.map(({ code }) => code)).toEqual([11243, 11240]);
});

// A queue that is full, as when a firewall swallows what comes; other systems refuse or take it.
test.runIf(process.platform === "linux")("ct ends an attempt to connect", async () => {
  const host = await startDeaf();
  const { document, requests } = await fetcher()(`http://${host}/#ct=200`);
  expect(document).toMatchObject({ ok: false, code: 11201 });
  expect(requests).toHaveLength(2);
});

test("rt ends a silence, and only a silent attempt is repeated", async () => {
  const silent = await startTcp(() => {});
  const { document, requests } = await fetcher()(`http://${silent}/#rt=150&rc=1&rp=rt`);
  expect(document).toMatchObject({ ok: false, code: 11205 });
  expect(requests).toHaveLength(2);

  // Began, and then stopped: a partial answer is never repeated.
  const partial = await startTcp((socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 99\r\n\r\n<Resp");
  });
  const begun = await fetcher()(`http://${partial}/#rt=150&rc=3&rp=all`);
  expect(begun.document).toMatchObject({ ok: false, code: 11205 });
  expect(begun.requests).toHaveLength(1);
});

test("tt ends everything, repeats and redirects included", async () => {
  const dripping = await startTcp((socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n");
    const drip = setInterval(() => socket.write(" "), 20);
    socket.on("close", () => clearInterval(drip));
  });
  const began = performance.now();
  const { document } = await fetcher()(`http://${dripping}/#rt=15000&tt=300`);
  expect(document).toMatchObject({ ok: false, code: 11203 });
  expect(performance.now() - began).toBeLessThan(3_000);

  const silent = await startTcp(() => {});
  const tried = await fetcher()(`http://${silent}/#rt=100&tt=250&rc=5&rp=rt`);
  expect(tried.document).toMatchObject({ ok: false });
  expect(tried.requests.length).toBeLessThan(5);
});

test("a kept connection that the app has just closed is no failure", async () => {
  let requests = 0;
  const address = await startTcp((socket) => {
    let served = false;
    socket.on("data", () => {
      requests += 1;
      // Each connection serves one request and then hangs up, although it said nothing of that.
      if (served) socket.end();
      else socket.write("HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n");
      served = true;
    });
  });
  const fetch = fetcher();
  for (let index = 0; index < 3; index += 1) {
    expect((await fetch(`http://${address}/`)).document).toMatchObject({ ok: true });
  }
  expect(requests).toBeGreaterThan(3);

  const rude = await startTcp((socket) => socket.once("data", () => socket.end()));
  expect((await fetch(`http://${rude}/`)).document).toMatchObject({ ok: false, code: 11205 });
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
