import fc from "fast-check";
import { expect, test } from "vitest";
import { parseConnectionOverrides } from "./connection-overrides.ts";

const usual = {
  connectMs: 5_000,
  readMs: 15_000,
  totalMs: 15_000,
  retries: 1,
  retryOn: new Set(["ct"]),
  sni: true,
  edges: ["ashburn"],
  faults: [],
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
    sni: false,
    edges: ["dublin"],
    faults: [],
  });
  expect(parseConnectionOverrides("#rp=all").retryOn.size).toBe(4);
});

test.each(["#rc=6", "#rc=-1", "#rc=1.5", "#rc=", "#ct=99", "#ct=10001", "#tt=15001", "#sni=maybe"])(
  "takes %s for its default",
  (fragment) => {
    expect(parseConnectionOverrides(`https://app.example/${fragment}`)).toEqual(usual);
  },
);

test.each([
  ["#rp=often", 11243],
  ["#e=atlantis", 11240],
  ["#e=london-ix", 11242],
])("takes %s for its default and says so with %d", (fragment, code) => {
  const { faults, ...read } = parseConnectionOverrides(`https://app.example/${fragment}`);
  expect(faults).toMatchObject([{ code }]);
  expect({ ...read, faults: [] }).toEqual(usual);
});

test("keeps what is known of a list", () => {
  const { retryOn, edges, faults } = parseConnectionOverrides("#rp=5xx,often&e=x,tokyo,dublin");
  expect([...retryOn]).toEqual(["5xx"]);
  expect(edges).toEqual(["tokyo", "dublin"]);
  expect(faults.map(({ code }) => code)).toEqual([11243, 11240]);
});

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
