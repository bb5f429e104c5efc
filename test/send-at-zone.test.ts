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
  ["Asia/Tokyo", 10 * minute, "scheduled", null],
  ["America/New_York", 35 * day - 10 * minute, "scheduled", null],
  ["America/New_York", minute, 400, 35115],
  ["Asia/Tokyo", 35 * day + 10 * minute, 400, 35117],
])("SendAt without a zone is UTC in %s, %i ms ahead", async (zone, ahead, status, code) => {
  const sendAt = new Date(Date.now() + ahead).toISOString().slice(0, 19);
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [program, sendAt, await temporaryFolder()], {
    env: { ...process.env, TZ: zone },
  });
  expect(JSON.parse(stdout)).toEqual([status, code]);
});
