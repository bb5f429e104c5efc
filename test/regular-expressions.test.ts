import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { check } from "recheck";
import { describe, expect, test } from "vitest";
import { type Expression, expressionsIn, findExpressions } from "./support/find-expressions.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const found = findExpressions(root);

/**
 * Expressions that are put together when the program runs, by the file that does it, and why they
 * take linear time.
 */
const madeAtRunTime: Readonly<Record<string, string>> = {
  "packages/cli/preload/reroute.cjs": "the source of platform-hosts.ts, handed on by the command",
  "packages/cli/src/clients/hosts/platform-hosts.ts":
    "names that the file lists, then at most two labels",
  "packages/server/src/http/find-operation.ts":
    "paths of our own table, one [^/]+ between two slashes",
};

/** Expressions that the check refuses although they do no harm, and why. */
const accepted: ReadonlyMap<string, string> = new Map([
  // One line of the inspector. Its alternatives begin with different characters; the check counts the
  // attempts of all of them.
  [
    String.raw`(<!--.*?(?:-->|$))|(<[?/!]?[\w:.-]*)|(\s[\w:.-]+)(?==)|("[^"]*"|'[^']*')|([?/]?>)`,
    "measured: 160 kB take a millisecond",
  ],
  // Lines of ffmpeg. The pattern begins at the start of a line only.
  ["^ *Stream #.*Video: (?!mjpeg|png)", "measured: 600 kB take two milliseconds"],
]);

test("expressions are found, in literals and in constructors", () => {
  expect(found.length).toBeGreaterThan(150);
  const madeOf = (file: string) => found.filter(({ where }) => where.includes(file));
  expect(madeOf("markup/src/xml/xml-name.ts").map(({ pattern }) => pattern?.slice(0, 2))).toContain(
    "^[",
  );
});

test("expressions that are put together at run time are listed with a reason", () => {
  const files = found.flatMap(({ pattern, where }) =>
    pattern === undefined ? [where.replace(/:\d+$/, "")] : [],
  );
  expect([...new Set(files)].sort()).toEqual(Object.keys(madeAtRunTime).sort());
});

/** Only an unbounded quantifier can take more than linear time. */
const isUnbounded = (pattern: string) => /[*+]|\{\d+,\}/.test(pattern);

function distinct(
  expressions: readonly Expression[],
): readonly (Expression & { pattern: string })[] {
  const byText = new Map<string, Expression & { pattern: string }>();
  for (const { pattern, ...rest } of expressions) {
    if (pattern === undefined || !isUnbounded(pattern)) continue;
    byText.set(`/${pattern}/${rest.flags}`, { ...rest, pattern });
  }
  return [...byText.values()];
}

/** What is wrong with an expression; `undefined` when it takes linear time for every input. */
async function fault({ pattern, flags, where }: Expression & { pattern: string }) {
  // Sticky expressions are tried at one place only.
  const anchored = flags.includes("y") ? `^(?:${pattern})` : pattern;
  const diagnostics = await check(anchored, flags.replace("y", ""), {
    timeout: 60_000,
    randomSeed: 1,
  });
  if (diagnostics.status === "safe" || accepted.has(pattern)) return undefined;
  const why =
    diagnostics.status === "vulnerable"
      ? `${diagnostics.complexity.summary}, such as for ${diagnostics.attack.pattern}`
      : `not decided (${diagnostics.error.kind}): make it simpler`;
  return `${where} /${pattern}/${flags}: ${why}`;
}

test("no expression takes more than linear time", { timeout: 300_000 }, async () => {
  const faults: string[] = [];
  for (const expression of distinct(found))
    faults.push(...[await fault(expression)].flatMap((f) => f ?? []));
  expect(faults).toEqual([]);
});

describe("the rule", () => {
  // The expression that took 4.3 s for 183 bytes of "<!---->", as it stood in sniff-type.ts, and others.
  const original = `const afterComments = String.raw\`^(?:<!--[\\s\\S]*?-->\\s*)*\`;
export const svg = new RegExp(afterComments + String.raw\`<svg\\b\`, "i");`;

  test.each([
    ["the original of sniff-type.ts", original],
    ["an alternative within a repeat", "export const emoji = /^(\\p{Emoji}|\\s|\\d)+$/u;"],
    ["a nested quantifier", "export const words = /^(\\w+\\s?)*$/;"],
    ["ending slashes", "export const slashes = /\\/+$/;"],
    ["the original of rejection.ts", "export const part = /([^&=]*)=([^&]*)/g;"],
  ])("refuses %s", async (_, source) => {
    const folder = mkdtempSync(join(tmpdir(), "repartee-expressions-"));
    const file = join(folder, "sample.ts");
    writeFileSync(file, source);
    const expressions = distinct(expressionsIn(file, folder));
    expect(expressions.length).toBe(1);
    for (const expression of expressions) expect(await fault(expression)).toContain("sample.ts");
  });
});

/** Pieces of an expression's own text, and of the texts that people and programs send. */
function pieces(pattern: string): readonly string[] {
  const own = pattern.match(/[A-Za-z0-9]+|[^A-Za-z0-9\\[\](){}?*+^$|]/g) ?? [];
  return [...new Set([...own, " ", "\t", "\n", "a", "0", "-", "&", "=", "<!---->", '"', "👍"])];
}

/** Milliseconds of the processor for one attempt. */
function costOf({ pattern, flags }: Expression & { pattern: string }, text: string): number {
  const expression = new RegExp(pattern, flags);
  const start = process.cpuUsage();
  expression.exec(text);
  return process.cpuUsage(start).user / 1_000;
}

test("no expression is slow on repeats of its own pieces", { timeout: 120_000 }, () => {
  for (const expression of distinct(found)) {
    const piece = fc.constantFrom(...pieces(expression.pattern));
    const some = fc.array(piece, { maxLength: 3 }).map((parts) => parts.join(""));
    const pump = fc.array(piece, { minLength: 1, maxLength: 2 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(some, pump, some, (before, repeated, after) => {
        // From short to long, so that an exponential one is seen before it hangs.
        for (const count of [10, 15, 20, 25, 2_000]) {
          const text = before + repeated.repeat(count) + after;
          const cost = () => costOf(expression, text);
          const first = cost();
          // A pause for the compiler or the garbage collector is not the expression's.
          const fastest = first < 20 ? first : Math.min(first, cost(), cost());
          expect(fastest, expression.where).toBeLessThan(20);
        }
      }),
      { numRuns: 25, seed: 1 },
    );
  }
});
