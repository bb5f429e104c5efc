import { expect, test } from "vitest";
import { deadPort, startApp, startDeaf, startTcp } from "../test/app.ts";
import { fetcher } from "../test/fetch.ts";

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
    answer.writeHead(asked < 3 ? 503 : 200, { "Content-Type": "text/xml" }).end("<Response/>");
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
