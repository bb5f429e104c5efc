import { expect, test } from "vitest";
import { contentCodings } from "./content-codings.ts";

test.each([
  [undefined, []],
  ["", []],
  ["gzip", ["gzip"]],
  ["X-GZip", ["gzip"]],
  ["deflate, br", ["deflate", "br"]],
  [
    ["gzip", "br"],
    ["gzip", "br"],
  ],
  ["aws-chunked,gzip", ["gzip"]],
  ["aws-chunked", []],
  ["UTF-8", []],
  ["identity", []],
  ["none", []],
  ["binary", []],
  ["7bit", []],
  ["constructor", []],
  [",", []],
])("%j is undone by %j", (header, compressions) => {
  expect(contentCodings(header)).toEqual({ compressions, unsupported: undefined });
});

test.each(["zstd", "ZSTD", "gzip, compress", "x-bzip2", "dcb"])("%j cannot be undone", (header) => {
  expect(contentCodings(header).unsupported).toBe(header.split(", ").at(-1)?.toLowerCase());
});
