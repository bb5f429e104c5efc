import { readFileSync, rmSync } from "node:fs";
import { build } from "./build.mjs";
import { install, root, run, runTogether, tool } from "./install.mjs";

// Everything that has to hold: format and lint, dead exports, types, and all tests.
install();
const results = `${root}node_modules/.test-results.json`;
rmSync(results, { force: true });

build();
await runTogether([
  [tool("biome"), "check", "."],
  [tool("tsc"), "-p", "test"],
  [tool("knip"), "--no-config-hints"],
]);
run(tool("vitest"), [
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${results}`,
  ...process.argv.slice(2),
]);

const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
  readFileSync(results, "utf8"),
);
if (numPassedTests === 0) throw new Error("No test ran.");
console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`);
