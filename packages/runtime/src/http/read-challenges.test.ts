import { expect, test } from "vitest";
import { readChallenges } from "./read-challenges.ts";

const read = (header: string) =>
  readChallenges(header).map(({ scheme, params }) => [scheme, Object.fromEntries(params)]);

test.each<[string, ReturnType<typeof read>]>([
  ['Basic realm="a"', [["basic", { realm: "a" }]]],
  [
    'Digest realm="a, b=c", nonce=x/y==, qop="auth, auth-int" , Basic realm = "d"',
    [
      ["digest", { realm: "a, b=c", nonce: "x/y==", qop: "auth, auth-int" }],
      ["basic", { realm: "d" }],
    ],
  ],
  [String.raw`DIGEST Realm="say \"hi\""`, [["digest", { realm: 'say "hi"' }]]],
  [
    "Negotiate, Basic",
    [
      ["negotiate", {}],
      ["basic", {}],
    ],
  ],
  ['realm="nobody\'s"', []],
  [
    'Basic realm="never ends',
    [
      ["basic", { realm: '"never' }],
      ["ends", {}],
    ],
  ],
  ["", []],
])("%j", (header, challenges) => {
  expect(read(header)).toEqual(challenges);
});

test.each(["a", "a ", ",", " ", '"', "=", "a=", 'a="', "\\", ";"])(
  "takes time in proportion: %j",
  (unit) => {
    const start = process.cpuUsage();
    readChallenges(unit.repeat(100_000));
    const { user } = process.cpuUsage(start);
    expect(user / 1_000).toBeLessThan(1_000);
  },
);
