import { install, run, tool } from "./install.mjs";

// The short property tests of damaged input, a hundred thousand of each.
install();
process.env.FUZZ_RUNS ??= "100000";
run(tool("vitest"), ["run", "fuzz", "--testTimeout=600000", ...process.argv.slice(2)]);
