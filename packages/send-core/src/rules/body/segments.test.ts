import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gsmSeptets } from "./gsm-alphabet.ts";
import { countSegments, foreignCharacter } from "./segments.ts";

describe("the GSM alphabet", () => {
  test("has 127 characters of one septet and 10 of two", () => {
    const sizes = Array.from({ length: 0x10000 }, (_, code) =>
      gsmSeptets(String.fromCharCode(code)),
    );
    expect(sizes.filter((size) => size === 1)).toHaveLength(127);
    expect(sizes.filter((size) => size === 2)).toHaveLength(10);
  });

  test.each([..."@£Ç€^{}[]~\\|ñΩ\n "])("has %j", (character) => {
    expect(gsmSeptets(character)).toBeDefined();
  });

  test.each([..."ç`\tα“’—…áİ", "🎉"])("does not have %j", (character) => {
    expect(gsmSeptets(character)).toBeUndefined();
  });
});

describe("countSegments", () => {
  test.each([
    ["nothing", "", "GSM-7", 1],
    ["160 septets", "a".repeat(160), "GSM-7", 1],
    ["161 septets", "a".repeat(161), "GSM-7", 2],
    ["306 septets", "a".repeat(306), "GSM-7", 2],
    ["307 septets", "a".repeat(307), "GSM-7", 3],
    ["80 of two septets", "€".repeat(80), "GSM-7", 1],
    ["81 of two septets", "€".repeat(81), "GSM-7", 2],
    // 76 fill 152 of 153 septets: the 77th opens the next part, so that none is cut.
    ["153 of two septets", "€".repeat(153), "GSM-7", 3],
    ["70 code units", "ç".repeat(70), "UCS-2", 1],
    ["71 code units", "ç".repeat(71), "UCS-2", 2],
    ["134 code units", "ç".repeat(134), "UCS-2", 2],
    ["135 code units", "ç".repeat(135), "UCS-2", 3],
    ["35 emoji", "🎉".repeat(35), "UCS-2", 1],
    // 33 fill 66 of 67 code units.
    ["67 emoji", "🎉".repeat(67), "UCS-2", 3],
    // A family of 11 code units: 6 fit in a part.
    ["13 families", "👨‍👩‍👧‍👦".repeat(13), "UCS-2", 3],
    ["line ends, each counted as two", "\r\n".repeat(81), "GSM-7", 2],
    ["one grapheme longer than a part", `e${"\u0301".repeat(100)}`, "UCS-2", 2],
  ])("cuts %s", (_name, text, encoding, count) => {
    expect(countSegments(text)).toEqual({ encoding, count });
  });

  test("one foreign character switches the whole message", () => {
    expect(countSegments("a".repeat(100))).toEqual({ encoding: "GSM-7", count: 1 });
    expect(countSegments(`${"a".repeat(100)}’`)).toEqual({ encoding: "UCS-2", count: 2 });
  });

  // A pair or an escape at the end of a part moves whole to the next one.
  test.each([
    ["€", 76, 80],
    ["🎉", 33, 35],
    ["👍🏽", 16, 17],
    ["🇨🇦", 16, 17],
  ])("keeps %j whole, however many there are", (character, inPart, inOne) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 800 }), (count) => {
        const parts = count <= inOne ? 1 : Math.ceil(count / inPart);
        expect(countSegments(character.repeat(count)).count).toBe(parts);
      }),
    );
  });

  test("one more character never needs fewer parts, and one more at most", () => {
    const unit = fc.constantFrom("a", "€", "\n");
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 700 }), unit, (characters, last) => {
        const text = characters.join("");
        const before = countSegments(text).count;
        const after = countSegments(text + last).count;
        expect(after - before).toBeGreaterThanOrEqual(0);
        expect(after - before).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("where a part is smaller, a long grapheme is cut all the same", () => {
    const text = `e${"\u0301".repeat(65)}`;
    expect(countSegments(text)).toEqual({ encoding: "UCS-2", count: 1 });
    expect(countSegments(text, { "GSM-7": 155, "UCS-2": 65 }).count).toBe(2);
  });

  test("the blamed character is the first that is foreign, whole", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
        const blamed = foreignCharacter(text);
        expect(blamed === undefined).toBe(countSegments(text).encoding === "GSM-7");
        if (blamed === undefined) return;
        const before = text.slice(0, text.indexOf(blamed));
        expect(foreignCharacter(before)).toBeUndefined();
        expect([...blamed]).toHaveLength(1);
      }),
    );
  });

  test("never needs fewer parts than the room allows, nor many more", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 1600 }), (text) => {
        const { encoding, count } = countSegments(text);
        const size =
          encoding === "UCS-2"
            ? text.length
            : [...text].reduce((sum, character) => sum + (gsmSeptets(character) ?? 0), 0);
        const [single, part] = encoding === "UCS-2" ? [70, 67] : [160, 153];
        const least = size <= single ? 1 : Math.ceil(size / part);
        expect(count).toBeGreaterThanOrEqual(least);
        // At most half of a part is lost to what is kept whole.
        expect(count).toBeLessThanOrEqual(2 * least);
      }),
    );
  });
});
