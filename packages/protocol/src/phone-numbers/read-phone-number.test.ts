import fc from "fast-check";
import { expect, test } from "vitest";
import { readPhoneNumber } from "./read-phone-number.ts";

test.each([
  ["+14155550100", "+14155550100"],
  ["4155550100", "+14155550100"],
  ["14155550100", "+14155550100"],
  ["(415) 555-0100", "+14155550100"],
  ["1-415-555-0100", "+14155550100"],
  ["415.555.0100", "+14155550100"],
  ["415\u2011555\u20110100", "+14155550100"],
  ["\u202A+1\u00A0415\u00A0555\u00A00101\u202C", "+14155550101"],
  ["+1 415 555 0101", "+14155550101"],
  ["\uFF0B1 (415) 555-0101", "+14155550101"],
  [" 4155550100 ", "+14155550100"],
  [" 14155550100", "+14155550100"],
  [" 447911123456", "+447911123456"],
  ["011 44 7911 123456", "+447911123456"],
  ["+44 (0)20 7946 0000", "+442079460000"],
  ["tel:+1-415-555-0100", "+14155550100"],
  ["tel:(415) 555-0100", "+14155550100"],
  ["（４１５）５５５－０１００", "+14155550100"],
  ["+966 ٥٠ ١٢٣ ٤٥٦٧", "+966501234567"],
])("%j is %s in the United States", (text, number) => {
  expect(readPhoneNumber(text)).toBe(number);
});

test.each([
  ["07911 123456", "+442079460000", "+447911123456"],
  ["447911123456", "+442079460000", "+447911123456"],
  ["001 415 555 0100", "+442079460000", "+14155550100"],
  ["030 901820", "+49151", "+4930901820"],
  ["06 6982", "+39312345678", undefined],
  ["06 69821234", "+39312345678", "+390669821234"],
  ["8 (912) 345-67-89", "+79991234567", "+79123456789"],
  ["9123456789", "+79991234567", "+79123456789"],
  ["06 20 123 4567", "+3612345678", "+36201234567"],
  ["612 34 56 78", "+34", "+34612345678"],
])("%j, near %s, is %s", (text, near, number) => {
  expect(readPhoneNumber(text, near)).toBe(number);
});

test.each([
  "",
  "+",
  " ",
  "12345",
  "ACME",
  "call 4155550100",
  "4155550100 x5",
  "415555010",
  "1155550100",
  "447911123456",
  "+0155550100",
  "++14155550100",
  "whatsapp:+14155550100",
  "4155550100,4155550101",
])("%j is not a phone number", (text) => {
  expect(readPhoneNumber(text)).toBeUndefined();
});

test("needs a country for a number without a country code", () => {
  expect(readPhoneNumber("4155550100", "72675")).toBeUndefined();
  expect(readPhoneNumber("4155550100", "ACME")).toBeUndefined();
  expect(readPhoneNumber("+1 415 555 0100", "ACME")).toBe("+14155550100");
});

test("returns E.164 form or nothing, whatever the text, in linear time", () => {
  const soup = fc.stringMatching(/^[-+() .\d\u00A0]{0,60}$/);
  fc.assert(
    fc.property(soup, fc.constantFrom("+1", "+44", "+39", "+7"), (text, near) => {
      const number = readPhoneNumber(text, near);
      expect(number ?? "+10").toMatch(/^\+[1-9]\d{1,14}$/);
      if (number) expect(readPhoneNumber(number, near)).toBe(number);
    }),
  );
  const start = performance.now();
  for (const part of [" ", "-", "(0)", "+", "1"]) readPhoneNumber(part.repeat(1_000_000));
  expect(performance.now() - start).toBeLessThan(10_000);
});
