import { expect, test } from "vitest";
import { message, redirect, type Verb, validate } from "./index.ts";

const codes = (...verbs: Verb[]) =>
  validate({ verbs }).map(({ verb, code, blocks }) => [verb, code, blocks]);

test("a document within the limits has no findings", () => {
  expect(
    codes(message("a".repeat(1600), { media: ["/a.jpg", "https://b.test/c"] }), redirect("/x")),
  ).toEqual([]);
});

test("bodies, media and URLs are judged verb by verb", () => {
  expect(codes(message(""))).toEqual([[0, 14103, true]]);
  expect(codes(message("ok"), { kind: "message", body: "a".repeat(1601), media: [] })).toEqual([
    [1, 14103, true],
  ]);
  expect(codes({ kind: "message", body: "", media: Array(11).fill("/a") })).toEqual([
    [0, 21623, true],
  ]);
  expect(codes(message("a", { media: "ftp://x/y" }))).toEqual([[0, 21620, true]]);
  expect(codes(message("a", { statusCallback: "http://my_host/x" }))).toEqual([[0, 14105, true]]);
  expect(codes(redirect(""))).toEqual([[0, 11100, true]]);
});

test("what follows a redirect is odd, not wrong", () => {
  expect(codes(redirect("/x"), message("never"))).toEqual([[1, 12200, false]]);
});
