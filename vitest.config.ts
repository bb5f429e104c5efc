import { defineConfig } from "vitest/config";

const sourceConditions = ["@repartee/source", "node", "development|production"];

export default defineConfig({
  resolve: { conditions: sourceConditions },
  ssr: { resolve: { conditions: sourceConditions } },
  test: {
    include: ["packages/*/src/**/*.test.ts", "test/**/*.test.ts"],
    // Far more than any test needs: on a busy machine, commands that compile or start Chromium take their time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Most of a test's time is waiting for another process: a core left free would idle.
    maxWorkers: "100%",
    // A worker loads a module once, not once for each test file. Tests leave nothing global behind.
    isolate: false,
    // What a passing test makes the code log is no news.
    silent: "passed-only",
  },
});
