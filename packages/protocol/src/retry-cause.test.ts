import { expect, test } from "vitest";
import { retryCause } from "./retry-cause.ts";

test.each([
  [{ status: 200, phase: null }, undefined],
  [{ status: 302, phase: null }, undefined],
  [{ status: 404, phase: null }, "4xx"],
  [{ status: 503, phase: null }, "5xx"],
  [{ status: null, phase: "connect" }, "ct"],
  [{ status: null, phase: "read" }, "rt"],
  [{ status: null, phase: "other" }, undefined],
  [{ status: null, phase: null }, undefined],
] as const)("%j is repeated by %s", (end, cause) => {
  expect(retryCause(end)).toBe(cause);
});
