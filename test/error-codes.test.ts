import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { codeEntries, codeEntry } from "@repartee/protocol";
import { expect, test } from "vitest";

// How codes stand in the source: as a property, and as the first argument of what refuses.
const mention = /(?:[cC]ode: |\b(?:RestError|refusal|refuse|fault|noSender)\(\s*)(\d{5})\b/g;

test("every code that is given is a known one, with its advice", () => {
  const files = readdirSync("packages").flatMap((room) =>
    readdirSync(join("packages", room, "src"), { recursive: true, encoding: "utf8" })
      .filter((file) => /\.ts$/.test(file))
      .filter((file) => !/\.(test|contract|fixture)\.ts$|(^|\/)test\//.test(file))
      .map((file) => join("packages", room, "src", file)),
  );
  const given = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(mention)].map(([, code]) => ({ file, code })),
  );
  expect(given.length).toBeGreaterThan(100);
  expect(given.filter(({ code }) => codeEntry(Number(code)) === undefined)).toEqual([]);
});

test("codes have a title, and a sentence of advice", () => {
  for (const { code, title, advice } of codeEntries()) {
    expect(code).toBeGreaterThanOrEqual(10_000);
    expect(title).toMatch(/^['A-Z\d].*[^.]$/);
    expect(advice).toMatch(/^[A-Z].*\.$/);
  }
});
