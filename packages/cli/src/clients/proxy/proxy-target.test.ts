import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAuthority, targetOf } from "./proxy-target.ts";

test.each([
  ["example.com:443", { hostname: "example.com", port: 443 }],
  ["[::1]:8443", { hostname: "::1", port: 8443 }],
  ["127.0.0.1:1", { hostname: "127.0.0.1", port: 1 }],
  ["example.com", undefined],
  ["example.com:", undefined],
  ["example.com:65536", undefined],
  ["::1:443", undefined],
  [":443", undefined],
  ["a b:443", undefined],
  ["me@example.com:443", undefined],
  ["example.com:443/path", undefined],
  ["", undefined],
])("CONNECT %s", (text, expected) => {
  expect(parseAuthority(text)).toEqual(expected);
});

test.each([
  ["http://example.com/a", "example.com", 80],
  ["https://example.com", "example.com", 443],
  ["HTTPS://example.com:444/", "example.com", 444],
  ["http://[::1]:3000/", "::1", 3000],
])("a request for %s", (url, hostname, port) => {
  expect(targetOf(url)).toMatchObject({ hostname, port });
});

test.each(["/path", "*", "", "ftp://example.com/", "http://", "example.com:80"])(
  "a request for %j is none of a proxy",
  (url) => {
    expect(targetOf(url)).toBeUndefined();
  },
);

test("whatever a client sends, the port is one", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const target = parseAuthority(text) ?? targetOf(text);
      expect(target === undefined || (target.port >= 0 && target.port <= 65_535)).toBe(true);
    }),
  );
});
