import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { repartee } from "./support/command.ts";
import { temporaryFolder } from "./support/platform.ts";

const binary = fileURLToPath(new URL("../packages/cli/bin/repartee.js", import.meta.url));

test("repartee check judges files, and exits with 1 on errors", async () => {
  const folder = await temporaryFolder();
  const [good, bad] = [join(folder, "good.xml"), join(folder, "bad.xml")];
  await writeFile(good, "<Response><Message>Hi</Message></Response>");
  await writeFile(bad, '<Response>\n  <Message to="12">Hi</Message>\n</Response>');

  const quiet = repartee(["check", good]);
  expect(await quiet.ended).toBe(0);
  expect(quiet.output()).toBe("");

  const loud = repartee(["check", good, bad]);
  expect(await loud.ended).toBe(1);
  expect(loud.output()).toMatch(/^\S+bad\.xml:2:3 14101 .*\.\n$/);

  const nothing = repartee(["check", join(folder, "none.xml")]);
  expect(await nothing.ended).toBe(2);
  expect(nothing.output()).toMatch(/^repartee: cannot read .*\n$/);
});

test("repartee check - reads standard input", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [binary, "check", "-"], {
    input: '<?xml version="1.0"?>\n<Response><Say>Hi</Say></Response>',
    encoding: "utf8",
  });
  expect(stdout.split("\n").map((line) => line.slice(0, 12))).toEqual([
    "-:2:11 12200",
    "-:2:11 14110",
    "",
  ]);
  expect([status, stderr]).toEqual([1, ""]);
});
