import fc from "fast-check";
import { expect, test } from "vitest";
import { parseConnectionOverrides } from "./connection-overrides.ts";

const usual = {
  connectMs: 5_000,
  readMs: 15_000,
  totalMs: 15_000,
  retries: 1,
  retryOn: new Set(["ct"]),
};

test("without a fragment everything is as usual", () => {
  expect(parseConnectionOverrides("https://app.example/status?rc=5")).toEqual(usual);
});

test("reads every key", () => {
  const url = "https://app.example/a?b=1#ct=100&rt=2000&tt=9000&rc=5&rp=4xx,5xx,rt&e=dublin&sni=n";
  expect(parseConnectionOverrides(url)).toEqual({
    connectMs: 100,
    readMs: 2000,
    totalMs: 9000,
    retries: 5,
    retryOn: new Set(["4xx", "5xx", "rt"]),
  });
  expect(parseConnectionOverrides("#rp=all").retryOn.size).toBe(4);
});

test.each(["#rc=6", "#rc=-1", "#rc=1.5", "#rc=", "#ct=99", "#ct=10001", "#tt=15001", "#rp=often"])(
  "takes %s for its default",
  (fragment) => {
    expect(parseConnectionOverrides(`https://app.example/${fragment}`)).toEqual(usual);
  },
);

test("never throws, and is always within range", () => {
  fc.assert(
    fc.property(fc.string(), (fragment) => {
      const { retries, connectMs, retryOn } = parseConnectionOverrides(`https://a.b/#${fragment}`);
      expect(retries).toBeGreaterThanOrEqual(0);
      expect(retries).toBeLessThanOrEqual(5);
      expect(connectMs).toBeGreaterThanOrEqual(100);
      expect(retryOn.size).toBeGreaterThan(0);
    }),
  );
});
