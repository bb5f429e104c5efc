// The crash test with fifty rounds of SIGKILL for each kind of carrier:
// node packages/sqlite/scripts/crash.mjs [rounds]
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const { status } = spawnSync("npx", ["vitest", "run", "packages/sqlite/src/crash.test.ts"], {
  cwd: root,
  stdio: "inherit",
  shell: process.platform === "win32",
  env: { ...process.env, REPARTEE_CRASH_ROUNDS: process.argv[2] ?? "50" },
});
process.exitCode = status ?? 1;
