import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { prints, runBatch } from "../run-batch.ts";
import { startWorld } from "../snippet.ts";
import { account } from "./account.ts";
import { errors } from "./errors.ts";
import { python } from "./interpreter.ts";
import { markup } from "./markup.ts";
import { numbers } from "./numbers.ts";
import { reading } from "./reading.ts";
import { sending } from "./sending.ts";
import { services } from "./services.ts";

// Python as Twilio's documentation and public tutorials publish it, against one platform.

const program = fileURLToPath(new URL("run.py", import.meta.url));
const groups = { sending, services, numbers, account, markup, errors, reading };
const snippets = Object.assign({}, ...Object.values(groups));

describe.skipIf(python === undefined)("needs Debian's python3-twilio and python3-flask", () => {
  let printed: Readonly<Record<string, string>>;

  beforeAll(async () => {
    const world = await startWorld();
    try {
      printed = await runBatch(world, [python ?? "", program], snippets);
    } finally {
      await world.platform.close();
    }
  }, 120_000);

  describe.each(Object.entries(groups))("%s", (_, group) => prints(() => printed, group));
});

test("the corpus does not shrink", () => {
  const count = Object.values(groups).reduce((sum, group) => sum + Object.keys(group).length, 0);
  // Names are unique across the groups: they share one process.
  expect(Object.keys(snippets)).toHaveLength(count);
  expect(count).toBeGreaterThanOrEqual(90);
});
