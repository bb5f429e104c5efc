import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { temporaryFolder } from "./support/platform.ts";

const program = fileURLToPath(new URL("fixtures/schedule-in-zone.mjs", import.meta.url));
const minute = 60_000;
const day = 24 * 60 * minute;

// A message is scheduled more than 5 minutes and at most 35 days ahead. Local time would break the
// lower limit in the east, and the upper limit in the west.
test.each([
  {
    zone: "Asia/Tokyo",
    taken: 10 * minute,
    refused: { ahead: 35 * day + 10 * minute, code: 35117 },
  },
  {
    zone: "America/New_York",
    taken: 35 * day - 10 * minute,
    refused: { ahead: minute, code: 35115 },
  },
])("SendAt without a zone is UTC in $zone", async ({ zone, taken, refused }) => {
  const sendAt = (ahead: number) => new Date(Date.now() + ahead).toISOString().slice(0, 19);
  const run = promisify(execFile);
  const { stdout } = await run(
    process.execPath,
    [program, await temporaryFolder(), sendAt(taken), sendAt(refused.ahead)],
    { env: { ...process.env, TZ: zone } },
  );
  expect(JSON.parse(stdout)).toEqual([
    ["scheduled", null],
    [400, refused.code],
  ]);
});
