import httpAuth from "http-auth";
import { expect, test } from "vitest";
import { startApp, startListener } from "../test/app.ts";
import { fetcher } from "../test/fetch.ts";

const empty = "<Response/>";

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
