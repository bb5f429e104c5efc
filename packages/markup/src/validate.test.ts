import { expect, test } from "vitest";
import { message, type ResponseDocument, redirect, type Verb, validate } from "./index.ts";

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
  expect(codes(message("a", { action: "http://my_host/x" }))).toEqual([[0, 11100, true]]);
});

test.each(["", "ftp://x/y", "mailto:a@b.test", "http://", "javascript:0", "https://a b/"])(
  "a redirect to %j leads nowhere, and what follows it runs",
  (url) => {
    expect(codes(redirect(url), message("runs"))).toEqual([[0, 11100, true]]);
  },
);

test.each([
  "/more?a=1#rc=2",
  "../up",
  "?a",
  "//b.test/c",
  "https://user:pass@b.test:8443/c",
  "HTTP://B.TEST",
])("a redirect to %j leads somewhere", (url) => {
  expect(codes(redirect(url))).toEqual([]);
});

test("recipients and senders", () => {
  for (const to of [
    "+14155550100",
    "4155550100",
    "(415) 555-0100",
    "12345",
    "whatsapp:+14155550100",
  ])
    expect(codes(message("a", { to, from: to }))).toEqual([]);
  for (const to of ["", "12", "Ann", "+1415555O100", "whatsapp:", "+1234567890123456"])
    expect(codes(message("a", { to }))).toEqual([[0, 14101, true]]);
  expect(codes(message("a", { from: "ACME 24" }))).toEqual([]);
  expect(codes(message("a", { from: "ACME Incorporated" }))).toEqual([[0, 14102, true]]);
});

test("methods that the types do not allow", () => {
  const document: ResponseDocument = JSON.parse(
    '{"verbs":[{"kind":"message","body":"a","media":[],"method":"PUT"},{"kind":"redirect","url":"/x","method":"get"}]}',
  );
  expect(codes(...document.verbs)).toEqual([
    [0, 14104, true],
    [1, 14104, true],
  ]);
});

test("the eleventh reply is not sent; what is not sent anyway does not count", () => {
  const replies = Array.from({ length: 10 }, () => message("a"));
  expect(codes(message(""), ...replies)).toEqual([[0, 14103, true]]);
  expect(codes(...replies, message("b"), redirect("/x"))).toEqual([[10, 14109, true]]);
  expect(codes(...replies, redirect("/x"), message("b"))).toEqual([[11, 12200, false]]);
});

test("two status URLs that differ are odd", () => {
  const url = "https://a.test/status";
  expect(codes(message("a", { action: url, statusCallback: url }))).toEqual([]);
  expect(codes(message("a", { action: "/other", statusCallback: url }))).toEqual([
    [0, 14105, false],
  ]);
});

test("what follows a redirect is odd, not wrong", () => {
  expect(codes(redirect("/x"), message("never"))).toEqual([[1, 12200, false]]);
});
