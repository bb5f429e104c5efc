import { readFile } from "node:fs/promises";
import { ReparteeError } from "@repartee/protocol";
import { expect, test } from "vitest";
import { errorReport } from "./error-report.ts";

test("a refusal of the storage is one line without a stack", () => {
  const cause = new Error("SQLITE_READONLY");
  const error = new ReparteeError("data_unwritable", "data.db cannot be written:\n  check it.", {
    cause,
  });
  expect(errorReport(error)).toBe("repartee: data.db cannot be written: check it.");
});

test("an error of the system is one line without a stack", async () => {
  const error: unknown = await readFile("/no-such-file").catch((reason) => reason);
  expect(errorReport(error)).toBe(
    "repartee: ENOENT: no such file or directory, open '/no-such-file'",
  );
});

test("a fault of ours has its stack, without passwords", () => {
  const report = errorReport(new TypeError("Cannot read http://me:hush@localhost/sms"));
  expect(report).toMatch(
    /^repartee: internal error: TypeError: Cannot read http:\/\/\*\*\*@localhost\/sms\n {4}at /,
  );
  expect(errorReport("no error")).toBe("repartee: internal error: no error");
});
