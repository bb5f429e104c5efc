import { RestError } from "../../http/rest-error.ts";

/** What `Contains` asks for. */
export interface ContainsPattern {
  /**
   * The endings that numbers with this start may have, so that the whole matches: each with digits, and
   * `*` for any digit. Empty where no number with this start matches.
   *
   * @param start the first digits, with the country code.
   * @param length how many digits follow.
   */
  endings(start: string, length: number): readonly string[];
}

/**
 * Reads `Contains`: digits, and letters for the digits of their keys. At both ends `*` stands for one
 * digit and `%` for any number of them; `+` before it asks for the start of the number, with or without
 * the country code 1, and `$` after it for the end. Separators count for nothing.
 *
 * Twilio allows no `*` between digits; here it stands for one digit there too.
 *
 * @throws RestError 20001 for a pattern that cannot be read.
 */
export function readContains(contains: string): ContainsPattern {
  const text = contains.replace(/[ ().-]/g, "").toLowerCase();
  const isAtStart = text.startsWith("+");
  const isAtEnd = text.endsWith("$");
  const whole = text.slice(isAtStart ? 1 : 0, isAtEnd ? -1 : undefined);
  const first = whole.search(/[^*%]/);
  const last = whole.length - [...whole].reverse().join("").search(/[^*%]/);
  const [lead, core, trail] =
    first < 0
      ? [whole, "", ""]
      : [whole.slice(0, first), whole.slice(first, last), whole.slice(last)];
  if (contains.length > longest || !/^[a-z0-9*]*$/.test(core)) {
    throw new RestError(
      20001,
      `Contains must have at most ${longest} characters: digits and letters, with * or % before and after them, + at the start and $ at the end; got "${contains}".`,
    );
  }
  const digits = [...core].map((character) => keypad[character] ?? character).join("");
  const [before, after] = [count(lead), count(trail)];
  const isFixedStart = isAtStart && !lead.includes("%");
  const isFixedEnd = isAtEnd && !trail.includes("%");

  return {
    endings(start, length) {
      const found = new Set<string>();
      const lastPlace = start.length + length - digits.length - after;
      for (let place = before; place <= lastPlace; place += 1) {
        if (isFixedStart && !isStart(place - before, start)) continue;
        if (isFixedEnd && place !== lastPlace) continue;
        const ending = endingAt(place, start, length);
        if (ending !== undefined) found.add(ending);
      }
      const any = "*".repeat(length);
      return found.has(any) ? [any] : [...found];
    },
  };

  /** The ending of a number whose digits from this place on are those of the pattern. */
  function endingAt(place: number, start: string, length: number): string | undefined {
    for (let at = place; at < Math.min(start.length, place + digits.length); at += 1) {
      const wanted = digits[at - place];
      if (wanted !== "*" && wanted !== start[at]) return undefined;
    }
    const at = (offset: number) => digits[start.length + offset - place] ?? "*";
    return Array.from({ length }, (_, offset) => at(offset)).join("");
  }
}

// "This pattern can be between 2 and 16 characters long": Twilio, "AvailablePhoneNumber Local resource",
// twilio.com/docs/phone-numbers/api/availablephonenumberlocal-resource.
const longest = 16;

const keypad: Readonly<Record<string, string>> = Object.fromEntries(
  ["abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"].flatMap((letters, index) =>
    [...letters].map((letter) => [letter, String(index + 2)]),
  ),
);

function count(wildcards: string): number {
  return wildcards.replaceAll("%", "").length;
}

function isStart(place: number, start: string): boolean {
  return place === 0 || (place === 1 && start.startsWith("1"));
}
