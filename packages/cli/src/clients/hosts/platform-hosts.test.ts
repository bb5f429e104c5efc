import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { isPlatformHost } from "./platform-hosts.ts";

test("has every host that the official client knows", () => {
  const rest = join(dirname(createRequire(import.meta.url).resolve("twilio")), "rest");
  const hosts = readdirSync(rest)
    .filter((name) => name.endsWith("Base.js"))
    .flatMap(
      (name) =>
        /https:\/\/([a-z0-9.-]+\.twilio\.com)"/.exec(readFileSync(join(rest, name), "utf8"))?.[1] ??
        [],
    );
  expect(hosts.length).toBeGreaterThan(30);
  expect(hosts.filter((host) => !isPlatformHost(host))).toEqual([]);
});

test.each([
  ["api.twilio.com", true],
  ["API.Twilio.com", true],
  ["api.ie1.twilio.com", true],
  ["api.dublin.ie1.twilio.com", true],
  ["a.b.c.api.twilio.com", false],
  ["www.twilio.com", false],
  ["demo.twilio.com", false],
  ["twilio.com", false],
  ["api.twilio.com.evil.example", false],
  ["apiXtwilio.com", false],
  ["evil-api.twilio.com", false],
  ["localhost", false],
])("%s: %s", (host, expected) => {
  expect(isPlatformHost(host)).toBe(expected);
});
