import { expect, test } from "vitest";
import { attachmentName } from "./attachment-name.ts";

const longest = 255;

test.each([
  ["a long name", `${"a".repeat(400)}.jpg`, `${"a".repeat(251)}.jpg`],
  ["a long name of wide characters", `${"漢".repeat(400)}.pdf`, `${"漢".repeat(83)}.pdf`],
  ["a long name of emoji", "👍".repeat(100), "👍".repeat(63)],
  ["a long extension", `a.${"b".repeat(400)}`, `a.${"b".repeat(253)}`],
  ["a name of 255 bytes", "a".repeat(255), "a".repeat(255)],
])("%s is kept within 255 bytes", (_what, name, expected) => {
  const header = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
  expect(attachmentName(header)).toBe(expected);
  expect(Buffer.byteLength(expected)).toBeLessThanOrEqual(longest);
});

test.each([
  ['attachment; filename="../../etc/passwd"', "passwd"],
  ['attachment; filename="C:\\temp\\cat.jpg"', "cat.jpg"],
  ["attachment; filename*=UTF-8''a%00b%0d%0a.jpg", "ab.jpg"],
  ["attachment; filename*=UTF-8''gpj.%E2%80%AEexe", "gpj.exe"],
  ['attachment; filename="..."', undefined],
  ["attachment", undefined],
])("%s: no path, no control characters", (header, expected) => {
  expect(attachmentName(header)).toBe(expected);
});
