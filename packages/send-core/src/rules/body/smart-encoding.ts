// Replacements for characters outside GSM-7, by code point: Twilio, "Smart Encoding character list",
// twilio.com/docs/messaging/services/smart-encoding-char-list, with the map of June 2024 in
// github.com/TwilioDevEd/message-segment-calculator. Two readings differ from it: ‹ and › keep their
// sides, which the map swaps, and a tab becomes one space, where the map has seven.
const table: readonly (readonly [replacement: string, codePoints: string])[] = [
  ['"', "00ab 00bb 201c 201d 201e 201f 02ba 02ee 275d 275e 301d 301e ff02"],
  [
    "'",
    "2018 2019 201b 2017 02b9 02bb 02bc 02bd 02c8 02ca 02cb 00b4 0060 275b 275c 0313 0314 fe10 fe11 ff07",
  ],
  ["-", "2010 2013 2014 2015 2022 2043 23bc 23bd fe63 ff0d"],
  ["...", "2026"],
  ["!", "01c3 fe15 fe57 ff01"],
  ["!!", "203c"],
  ["/", "00f7 29f8 0337 0338 2044 2215 ff0f"],
  ["\\", "29f9 29f5 20e5 fe68 ff3c"],
  ["1/4", "00bc"],
  ["1/2", "00bd"],
  ["3/4", "00be"],
  ["_", "0332 ff3f"],
  ["|", "20d2 20d3 2223 ff5c 23b8 23b9 23d0 239c 239f"],
  ["@", "fe6b ff20"],
  ["$", "fe69 ff04"],
  ["#", "fe5f ff03"],
  ["%", "fe6a ff05"],
  ["&", "fe60 ff06"],
  [",", "201a 0326 fe50 fe51 ff0c ff64 3001"],
  ["(", "2768 276a fe59 ff08 27ee 2985"],
  [")", "2769 276b fe5a ff09 27ef 2986"],
  [
    "*",
    "204e 2217 229b 2722 2723 2724 2725 2731 2732 2733 273a 273b 273c 273d 2743 2749 274a 274b 29c6 fe61 ff0a",
  ],
  ["+", "02d6 fe62 ff0b"],
  [".", "3002 fe52 ff0e ff61"],
  [":", "02d0 02f8 2982 a789 fe13 ff1a"],
  [";", "204f fe14 fe54 ff1b"],
  ["<", "fe64 ff1c 2039"],
  ["=", "0347 a78a fe66 ff1d"],
  [">", "fe65 ff1e 203a"],
  ["?", "fe16 fe56 ff1f"],
  ["^", "02c6 0302 ff3e 1dcd"],
  ["{", "2774 fe5b ff5b"],
  ["}", "2775 fe5c ff5d"],
  ["[", "ff3b"],
  ["]", "ff3d"],
  ["~", "02dc 02f7 0303 0330 0334 223c ff5e"],
  [" ", "2001 2028 2029 0009"],
  [
    "  ",
    "00a0 2000 2002 2003 2004 2005 2006 2007 2008 2009 200a 202f 205f 3000 0080 008d 0090 009b 009f",
  ],
  ["", "0000 0003 0004 0010 0011 0012 0013 0014 0017 0019 200b 2060 feff"],
];

const smallCapitals =
  "1d00 0299 1d04 1d05 1d07 a730 0262 029c 026a 1d0a 1d0b 029f 1d0d 0274 1d0f 1d18 0280 a731 1d1b 1d1c 1d20 1d21 028f 1d22";
const CAPITALS = "ABCDEFGHIJKLMNOPRSTUVWYZ";
const FULL_WIDTH_DIGIT = 0xff10;
const FULL_WIDTH_CAPITAL = 0xff21;

const replacements: ReadonlyMap<string, string> = new Map([
  ...table.flatMap(([replacement, codes]) =>
    characters(codes).map((character): [string, string] => [character, replacement]),
  ),
  ...characters(smallCapitals).map((character, index): [string, string] => [
    character,
    CAPITALS.charAt(index),
  ]),
  ...range(FULL_WIDTH_DIGIT, "0123456789"),
  ...range(FULL_WIDTH_CAPITAL, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
]);

/** Replaces characters outside of GSM-7 by look-alikes within it; emoji and other scripts stay. */
export function smartEncode(text: string): string {
  return Array.from(text, (character) => replacements.get(character) ?? character).join("");
}

function characters(codes: string): readonly string[] {
  return codes.split(" ").map((code) => String.fromCodePoint(Number.parseInt(code, 16)));
}

function range(first: number, plain: string): readonly [string, string][] {
  return Array.from(plain, (character, index) => [String.fromCodePoint(first + index), character]);
}
