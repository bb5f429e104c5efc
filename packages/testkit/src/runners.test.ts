import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const folder = fileURLToPath(new URL("../runners", import.meta.url));

/** Runs Node with what is built, as those who install the package do. */
async function run(args: readonly string[], nodeOptions = ""): Promise<string> {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, NODE_OPTIONS: nodeOptions },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const take = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  const [exitCode] = await once(child, "close");
  expect(exitCode, output).toBe(0);
  return output;
}

test("a conversation runs on node:test", { timeout: 60_000 }, async () => {
  const output = await run(["--test", "--test-reporter=tap", "node.test.mjs"]);
  expect(output).toMatch(/^# pass 1$/m);
});

test("a conversation runs on jest", { timeout: 60_000 }, async () => {
  const jest = createRequire(import.meta.url).resolve("jest/bin/jest");
  const config = { rootDir: folder, testMatch: ["**/jest.test.mjs"], transform: {} };
  const args = [jest, "--config", JSON.stringify(config), "--watchman=false", "--no-cache"];
  const output = await run(args, "--experimental-vm-modules");
  expect(output).toMatch(/^Tests: +1 passed, 1 total$/m);
  // Nothing is left that would keep jest from ending.
  expect(output).not.toContain("did not exit");
});
