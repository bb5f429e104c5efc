import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { createOperations, type OperationParts } from "./operations.ts";

// To list operations asks nothing of the parts.
const parts: OperationParts = JSON.parse("{}");
const operations = createOperations(parts);

const readme = fileURLToPath(new URL("../../README.md", import.meta.url));
const marked = /(?<=<!-- operations -->\n)[\s\S]*(?=<!-- \/operations -->)/;

/** What the platform's own descriptions name: they are of messages, services and lookups. */
function described(): readonly string[] {
  return [
    ["api", "messages"],
    ["messaging", "services"],
    ["lookups", "lookups"],
  ].flatMap(([product, file]) => {
    const url = new URL(`../test/openapi/${file}.json`, import.meta.url);
    const paths: Record<string, object> = JSON.parse(readFileSync(url, "utf8")).paths;
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => /^(get|post|delete)$/.test(method))
        .map((method) => `\`${method.toUpperCase()} ${product} ${path.replace(".json", "")}\``),
    );
  });
}

// UPDATE_TABLES=1 writes the table anew.
test("the table of the README is that of the operations", () => {
  const present = operations.map(
    ({ product, method, path, differs }) =>
      [`\`${method} ${product} ${path}\``, differs ? `differs: ${differs}` : "same"] as const,
  );
  const names = new Set<string>(present.map(([name]) => name));
  const absent = described().filter((name) => !names.has(name));
  const rows = [...present, ...absent.map((name) => [name, "absent"] as const)];
  const text = readFileSync(readme, "utf8");
  if (process.env.UPDATE_TABLES) {
    const lines = [["Operation", "As on the platform"], ["---", "---"], ...rows];
    const table = lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("");
    writeFileSync(
      readme,
      text.replace(marked, () => `\n${table}\n`),
    );
  }
  const table = marked.exec(readFileSync(readme, "utf8"))?.[0] ?? "";
  const written = [...table.matchAll(/^\| (`[^|]+`) +\| ([^|]+?) +\|$/gm)];
  expect(written.map(([, operation, is]) => [operation, is])).toEqual(rows);
});

test("no two operations are the same", () => {
  const all = operations.map(({ product, method, path }) => product + method + path);
  expect(new Set(all).size).toBe(all.length);
});
