import { expect, test } from "vitest";
import { createLocalApp } from "./local-app.ts";

const assumedOrigin = "http://localhost:41000";
const never = new AbortController().signal;
const url = `${assumedOrigin}/sms?a=b`;

test("URLs of the app lead to where it listens; others stay", () => {
  const app = createLocalApp({ assumedOrigin });
  expect(app.locate(url)).toBe(url);
  app.listensAt("http://localhost:3000");
  expect(app.locate(url)).toBe("http://localhost:3000/sms?a=b");
  expect(app.locate(assumedOrigin)).toBe("http://localhost:3000");
  for (const other of ["http://localhost:4100/sms", "http://localhost:410000/", "/sms"]) {
    expect(app.locate(other)).toBe(other);
  }
});

test("a message waits for an app that starts, and for one that restarts", async () => {
  const app = createLocalApp({ assumedOrigin });
  const first = app.awaitStart(url, never);
  app.listensAt("http://localhost:3000");
  expect(await first).toBeUndefined();

  app.restarts();
  const second = app.awaitStart("http://localhost:3000/sms", never);
  app.listensAt("http://localhost:3000");
  expect(await second).toBeUndefined();
});

test("it looks at the app at that moment", async () => {
  const app = createLocalApp({ assumedOrigin, waitMs: 1 });
  app.listensAt("http://localhost:3000");
  app.watchedBy(async () => app.restarts());
  expect(await app.awaitStart(url, never)).toMatch(/^The app did not start to listen within/);
});

test("it waits for so long, and says so", async () => {
  const app = createLocalApp({ assumedOrigin, waitMs: 20 });
  expect(await app.awaitStart(url, never)).toBe(
    "The app did not start to listen within 0.02 seconds; the message waited for it.",
  );
});

test("no message waits for an app that has ended, for another app, or after the close", async () => {
  const app = createLocalApp({ assumedOrigin });
  expect(await app.awaitStart("https://example.com/sms", never)).toBeUndefined();
  expect(await app.awaitStart(url, AbortSignal.abort())).toBeUndefined();
  const ended = app.awaitStart(url, never);
  app.ends();
  expect(await ended).toBeUndefined();
});
