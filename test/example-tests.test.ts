import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const examples = new URL("../examples/", import.meta.url);

// As their authors run them: on node:test, with what is built.
test.each(readdirSync(examples))("the tests of the example %s pass", async (name) => {
  const child = spawn(process.execPath, ["--test", "--test-reporter=tap"], {
    cwd: fileURLToPath(new URL(name, examples)),
    env: { ...process.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const [exitCode] = await once(child, "close");
  expect(exitCode, output).toBe(0);
  expect(Number(/^# pass (\d+)/m.exec(output)?.[1]), output).toBeGreaterThan(0);
});
