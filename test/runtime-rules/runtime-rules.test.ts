import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { runtimeRules } from "./runtime-rules.ts";

const readme = "packages/runtime/README.md";
const marked = /(?<=<!-- rules -->\n)[\s\S]*(?=<!-- \/rules -->)/;

// UPDATE_TABLES=1 writes the table anew.
test("the table of the runtime's README is that of its rules", () => {
  const rows = runtimeRules.map(({ rule, is }) => [rule, is]);
  if (process.env.UPDATE_TABLES) {
    const lines = [["Rule", "As on the platform"], ["---", "---"], ...rows];
    const table = lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
    const text = readFileSync(readme, "utf8");
    writeFileSync(
      readme,
      text.replace(marked, () => `\n${table}\n`),
    );
  }
  const table = marked.exec(readFileSync(readme, "utf8"))?.[0] ?? "";
  const [, , ...written] = table.matchAll(/^\| ([^|]+?) +\| ([^|]+?) +\|$/gm);
  expect(written.map(([, rule, is]) => [rule, is])).toEqual(rows);
});

test("every rule that is there has a test that shows it", () => {
  const wanting = runtimeRules.filter(({ is, shown }) => {
    if (is === "absent") return shown !== undefined;
    if (!/^(same|differs: .+)$/.test(is) || !shown) return true;
    const [file, title] = shown;
    const text = readFileSync(file, "utf8");
    return ![`"${title}",`, `'${title}',`, `("${title}",`].some((quoted) => text.includes(quoted));
  });
  expect(wanting).toEqual([]);
});
