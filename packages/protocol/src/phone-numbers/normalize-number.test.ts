import fc from "fast-check";
import { expect, test } from "vitest";
import { normalizeNumber } from "./normalize-number.ts";

test.each([
  ["+14155550101", "+14155550101"],
  ["+1 415 555 0101", "+14155550101"],
  ["+1.415.555.0101", "+14155550101"],
  ["+1-415-555-0101", "+14155550101"],
  ["+1 (415) 555/0101", "+14155550101"],
  ["(+1) 415 555 0101", "+14155550101"],
  ["tel:+1-415-555-0101", "+14155550101"],
  [" TEL: (415) 555-0101 ", "4155550101"],
  ["+1\u00a0415\u00a0555\u202f0101", "+14155550101"],
  ["\u202a+1 (415) 555\u20110101\u202c", "+14155550101"],
  ["+1 415 555 – 0101", "+14155550101"],
  ["＋１（４１５）５５５－０１０１", "+14155550101"],
  ["+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧", "+966501234567"],
  ["+91 ९८७६५ ४३२१०", "+919876543210"],
  ["+44 (0)20 7946 0958", "+442079460958"],
  ["(0)20 7946 0958", "02079460958"],
  ["415 555 0101", "4155550101"],
  ["123-45", "12345"],
])("%j is %s", (written, number) => {
  expect(normalizeNumber(written)).toBe(number);
});

test.each([
  "",
  " ",
  "+",
  "tel:",
  "()",
  "ACME",
  "ACME 1",
  "nobody",
  "call 4155550101",
  "4155550101 x5",
  "tel:+14155550101;ext=5",
  "1+4155550101",
  "++14155550101",
  "whatsapp:+14155550101",
  "4155550101, 4155550102",
  "415²",
])("%j stays as it is", (text) => {
  expect(normalizeNumber(text)).toBe(text);
});

test("a normalized number stays as it is", () => {
  const written = fc.string({ unit: fc.constantFrom(..."+0123456789 ()-.tel:＋１\u202a") });
  fc.assert(
    fc.property(written, (text) => {
      const number = normalizeNumber(text);
      expect(normalizeNumber(number)).toBe(number);
    }),
  );
});

test.each(["(", "(0)", "+", " tel:", "4 "])("a megabyte of %j takes no time", (piece) => {
  const text = piece.repeat(1_000_000 / piece.length);
  const began = performance.now();
  normalizeNumber(text);
  expect(performance.now() - began).toBeLessThan(10_000);
});
