import { readFile } from "node:fs/promises";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { errorCodeOf, hasErrorCode } from "./has-error-code.ts";

test("an error of the system has its code, and no other", async () => {
  const error: unknown = await readFile("/no-such-file").catch((reason) => reason);
  expect(errorCodeOf(error)).toBe("ENOENT");
  expect(hasErrorCode(error, "ENOENT")).toBe(true);
  expect(hasErrorCode(error, "ENOTDIR", "ENOENT")).toBe(true);
  expect(hasErrorCode(error, "EEXIST")).toBe(false);
  expect(hasErrorCode(error)).toBe(false);
});

test("an error of another realm has its code", () => {
  const error: unknown = runInNewContext('Object.assign(new Error("Full"), { code: "ENOSPC" })');
  expect(error).not.toBeInstanceOf(Error);
  expect(hasErrorCode(error, "ENOSPC")).toBe(true);
});

test.each([
  ["an error without a code", new Error("ENOENT")],
  ["a number as the code", Object.assign(new Error("x"), { code: 2 })],
  [
    "the code of the cause",
    new Error("x", { cause: Object.assign(new Error("y"), { code: "ENOENT" }) }),
  ],
  ["a text", "ENOENT"],
  ["null", null],
  ["nothing", undefined],
])("%s is not a code", (_, error) => {
  expect(errorCodeOf(error)).toBeUndefined();
  expect(hasErrorCode(error, "ENOENT", "undefined", "2")).toBe(false);
});
