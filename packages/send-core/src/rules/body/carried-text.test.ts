import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CarriedTextOptions, carriedText } from "./carried-text.ts";
import { foreignCharacter } from "./segments.ts";
import { smartEncode } from "./smart-encoding.ts";

const options: CarriedTextOptions = {
  smartEncoding: false,
  country: "US",
  senderType: "long-code",
};

describe("smart encoding", () => {
  test.each([
    ["“Hello” ‘there’ — I’m…", "\"Hello\" 'there' - I'm..."],
    ["½ ÷ ¼", "1/2 / 1/4"],
    ["‹a›", "<a>"],
    ["a\u00a0b\tc", "a  b c"],
    // The published map has two spaces for a wide one, and one for these separators.
    ["a\u2003b\u3000c", "a  b  c"],
    ["a\u2001b\u2028c", "a b c"],
    ["\u200bＡＢ１２\ufeff", "AB12"],
    ["ᴀʙᴄᴢ", "ABCZ"],
  ])("makes %j %j", (text, encoded) => {
    expect(smartEncode(text)).toBe(encoded);
    expect(foreignCharacter(encoded)).toBeUndefined();
  });

  test("leaves emoji, other scripts and GSM-7 alone", () => {
    for (const text of ["👍🏽 ok", "漢字", "Привет", "€{}[]~|^\\ äöü ñ Ç"])
      expect(smartEncode(text)).toBe(text);
  });

  test("never adds a foreign character, and does nothing a second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const encoded = smartEncode(text);
        expect(smartEncode(encoded)).toBe(encoded);
        if (foreignCharacter(text) === undefined) expect(encoded).toBe(text);
      }),
    );
  });
});

describe("a carried text", () => {
  test("names the character that costs", () => {
    const text = `${"a".repeat(100)}’`;
    expect(carriedText(text, options)).toEqual({
      text,
      encoding: "UCS-2",
      count: 2,
      story: "’ (U+2019) is not in GSM-7, so the text is UCS-2: 2 segments.",
    });
    expect(carriedText(text, { ...options, smartEncoding: true })).toEqual({
      text: `${"a".repeat(100)}'`,
      encoding: "GSM-7",
      count: 1,
      story: "Characters outside of GSM-7 were replaced (smart encoding).",
    });
  });

  test.each([
    ["US", "long-code", 160, 70],
    ["CA", "long-code", 136, 70],
    ["CA", "toll-free", 160, 70],
    ["TR", "long-code", 155, 65],
  ] as const)("to %s from a %s holds %i and %i in one segment", (country, senderType, gsm, ucs) => {
    const count = (text: string) => carriedText(text, { ...options, country, senderType }).count;
    expect([count("a".repeat(gsm)), count("a".repeat(gsm + 1))]).toEqual([1, 2]);
    expect([count("ç".repeat(ucs)), count("ç".repeat(ucs + 1))]).toEqual([1, 2]);
  });
});
