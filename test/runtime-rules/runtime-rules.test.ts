import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { codeEntry } from "@repartee/protocol";
import { expect, test } from "vitest";
import { answers } from "./answers.ts";
import { asking } from "./asking.ts";
import { debugging } from "./debugging.ts";
import { fetching } from "./fetching.ts";
import { type RuleGroup, writeRules } from "./rule.ts";
import { running } from "./running.ts";

// In the order of one message.
const groups: readonly RuleGroup[] = [asking, fetching, answers, running, debugging];
const rules = groups.flatMap((group) => group.rules);

const readme = "packages/runtime/README.md";
const marked = /(?<=<!-- rules -->\n)[\s\S]*(?=<!-- \/rules -->)/;

// UPDATE_TABLES=1 writes the tables anew.
test("the tables of the runtime's README are those of its rules", () => {
  const tables = groups.map(writeRules).join("\n");
  if (process.env.UPDATE_TABLES) {
    const text = readFileSync(readme, "utf8");
    writeFileSync(
      readme,
      text.replace(marked, () => `\n${tables}\n`),
    );
  }
  expect(marked.exec(readFileSync(readme, "utf8"))?.[0]).toBe(`\n${tables}\n`);
});

test("every rule that is there has a test that shows it", () => {
  const wanting = rules.filter(({ is, shown }) => {
    if (is === "absent") return shown !== undefined;
    return !/^(same|differs: .+)$/.test(is) || !shown || !hasTest(...shown);
  });
  expect(wanting).toEqual([]);
});

/** Is there `test("title", …)`, or a table of it or a condition, `test.each(…)("title", …)`? */
function hasTest(file: string, title: string): boolean {
  const text = readFileSync(file, "utf8");
  const calls = [`"${title}",`, `'${title}',`].flatMap((quoted) => text.split(quoted).slice(0, -1));
  return calls.some((before) => /(\btest|\))\(\s*$/.test(before));
}

test("the rules name the codes that the runtime gives, and no others", () => {
  const given = sources().flatMap((file) => codesIn(readFileSync(file, "utf8")));
  const named = rules.flatMap(({ rule, is }) => (is === "absent" ? [] : codesIn(`${rule} ${is}`)));
  const sorted = (codes: readonly number[]) => [...new Set(codes)].toSorted((a, b) => a - b);
  expect(sorted(named)).toEqual(sorted(given));
});

/** Where the runtime's own codes stand: those of sending are the send core's. */
function sources(): readonly string[] {
  return [
    ...["runtime", "markup"].flatMap((room) =>
      readdirSync(`packages/${room}/src`, { recursive: true, encoding: "utf8" })
        .filter((file) => /(?<!\.test)\.ts$/.test(file))
        .map((file) => `packages/${room}/src/${file}`),
    ),
    "packages/protocol/src/connection-overrides.ts",
  ];
}

function codesIn(text: string): readonly number[] {
  return [...text.matchAll(/\b(?:1[0-4]|30)\d{3}\b/g)]
    .map(([code]) => Number(code))
    .filter((code) => codeEntry(code) !== undefined);
}
