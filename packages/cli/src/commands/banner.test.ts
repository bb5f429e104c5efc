import { expect, test } from "vitest";
import { sayFullness } from "./banner.ts";

const MEGABYTE = 1024 * 1024;

test.each([
  [0, ""],
  [399 * MEGABYTE, ""],
  [400 * MEGABYTE, " (400 of 500 MB; the oldest is removed at 500)"],
  [612.4 * MEGABYTE, " (612 of 500 MB; the oldest is removed at 500)"],
])("the size of %d bytes, of 500 MB, reads %j", (bytes, sentence) => {
  expect(sayFullness(bytes, { maxMegabytes: 500 })).toBe(sentence);
});

test("without a limit the size is not worth a word", () => {
  expect(sayFullness(5000 * MEGABYTE, { maxAgeDays: 1 })).toBe("");
});
