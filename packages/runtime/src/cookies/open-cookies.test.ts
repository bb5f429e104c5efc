import { expect, test } from "vitest";
import { startApp } from "../test/app.ts";
import { fetcher } from "../test/fetch.ts";
import { createMemoryCookies } from "./memory-cookies.ts";
import { openCookies } from "./open-cookies.ts";

const pair = { from: "+14155550100", to: "+15005550006" };
const url = "https://app.example/sms";
const hour = 60 * 60 * 1000;

/** Cookies of one pair, over several exchanges, with a time that the test sets. */
function jar() {
  const store = createMemoryCookies();
  const time = { now: Date.UTC(2026, 0, 1) };
  const open = (between = pair) => openCookies(store, between, () => time.now);
  return {
    time,
    open,
    async set(...headers: string[]) {
      const cookies = await open();
      const fault = cookies.take(url, headers);
      await cookies.save();
      return fault;
    },
    async sent(to = url, between = pair) {
      return (await open(between)).header(to);
    },
  };
}

test("an app sees its cookies again, from the same pair of numbers alone", async () => {
  const app = await startApp(({ headers }, answer) => {
    if (headers.cookie === undefined)
      answer.setHeader("Set-Cookie", ["step=1; Path=/", "name=J%C3%BCrgen"]);
    answer.setHeader("Content-Type", "text/xml").end("<Response/>");
  });
  const fetch = fetcher();
  await fetch(`${app.origin}/sms`);
  await fetch(`${app.origin}/sms`);
  await fetch(`${app.origin}/sms`, { pair: { ...pair, from: "+14155550101" } });
  expect(app.seen.map(({ headers }) => headers.cookie)).toEqual([
    undefined,
    "step=1; name=J%C3%BCrgen",
    undefined,
  ]);
});

test("a redirect carries a cookie on to the same host, not to another", async () => {
  const other = await startApp((_request, answer) => void answer.writeHead(204).end());
  const app = await startApp(({ url: path }, answer) => {
    const next = path.startsWith("/first")
      ? "/second"
      : other.origin.replace("localhost", "127.0.0.1");
    answer.writeHead(302, { Location: next, "Set-Cookie": "a=1; Path=/" }).end();
  });
  await fetcher()(`${app.origin}/first`);
  expect(app.seen.map(({ headers }) => headers.cookie)).toEqual([undefined, "a=1"]);
  expect(other.seen.map(({ headers }) => headers.cookie)).toEqual([undefined]);
});

test("exchanges that run at the same time keep each other's cookies and deletions", async () => {
  const { open, set, sent } = jar();
  await set("old=1", "gone=1");
  const [first, second] = [await open(), await open()];
  first.take(url, ["first=1", "gone=; Max-Age=0"]);
  second.take(url, ["second=1", "old=2"]);
  await Promise.all([first.save(), second.save()]);
  expect(await sent()).toBe("old=2; first=1; second=1");
});

test("an exchange that changes nothing brings no deleted cookie back", async () => {
  const { open, set, sent } = jar();
  await set("a=1", "b=1");
  const slow = await open();
  await set("a=; Max-Age=0");
  slow.take(url, ["b=2"]);
  await slow.save();
  expect(await sent()).toBe("b=2");
});

test("a cookie lives four hours, or shorter when it says so", async () => {
  const { set, sent, time } = jar();
  await set("plain=1", "short=1; Max-Age=3600", "long=1; Max-Age=999999999", "gone=1; Max-Age=0");
  expect(await sent()).toBe("plain=1; short=1; long=1");
  time.now += hour;
  expect(await sent()).toBe("plain=1; long=1");
  time.now += 3 * hour - 1;
  expect(await sent()).toBe("plain=1; long=1");
  time.now += 1;
  expect(await sent()).toBeUndefined();
});

test("path, scheme and deletion are respected", async () => {
  const { set, sent } = jar();
  await set("deep=1; Path=/sms/deep", "safe=1; Secure", "all=1; Path=/");
  expect(await sent("https://app.example/sms/deep")).toBe("deep=1; safe=1; all=1");
  expect(await sent("http://app.example/sms")).toBe("all=1");
  expect(await sent("https://other.example/sms")).toBeUndefined();
  await set("all=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
  expect(await sent("http://app.example/sms")).toBeUndefined();
});

test("a cookie for a domain that is not the app's is left out", async () => {
  const { set, sent } = jar();
  await set("a=1; Domain=evil.example");
  expect(await sent("https://evil.example/")).toBeUndefined();
});

test.each(["a=\u000b", "a=b\tc", "=x", " ; Path=/", ""])(
  "a malformed cookie %j is a fault of the app",
  async (header) => {
    const { set, sent } = jar();
    expect(await set(header)).toContain("Set-Cookie");
    expect(await sent()).toBeUndefined();
  },
);

test("a malformed cookie ends the exchange with 11206", async () => {
  const app = await startApp((_request, answer) => {
    answer
      .setHeader("Set-Cookie", "=nameless")
      .setHeader("Content-Type", "text/xml")
      .end("<Response/>");
  });
  const { document } = await fetcher()(`${app.origin}/sms`);
  expect(document).toMatchObject({ ok: false, code: 11206 });
});
