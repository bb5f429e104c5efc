import { isHttpUrl } from "@repartee/protocol";
import { RestError } from "./rest-error.ts";

/** Named values of a query or a form. */
export interface Fields {
  /** All values of this name, in their order. */
  all(name: string): readonly string[];
  /** The value; `undefined` when it is not given. @throws RestError 20422 when it is given twice. */
  text(name: string): string | undefined;
  /** `true` or `false`, in any case. @throws RestError 20422 for anything else. */
  flag(name: string): boolean | undefined;
  /** @throws RestError 20422 for what is none of these words. */
  choice<const T extends string>(name: string, words: readonly T[]): T | undefined;
  /** An absolute http(s) URL or nothing. @throws RestError 21402 for anything else. */
  url(name: string): string | undefined;
  readonly pairs: readonly (readonly [name: string, value: string])[];
}

/** Reads a query string or the body of a form. */
export function readFields(encoded: string): Fields {
  return toFields([...new URLSearchParams(encoded)]);
}

/** Makes fields of names and values that were read before. */
export function toFields(pairs: Fields["pairs"]): Fields {
  const fields: Fields = {
    pairs,
    all: (name) => pairs.flatMap(([key, value]) => (key === name ? [value] : [])),
    text(name) {
      const [value, second] = fields.all(name);
      if (second !== undefined) throw new RestError(20422, `Given twice or malformed: ${name}.`);
      return value;
    },
    flag(name) {
      const value = fields.text(name);
      // The documentation writes `true`; older Python SDKs send `True`, and people write `TRUE`.
      if (value === undefined) return undefined;
      const word = value.toLowerCase();
      if (word === "true" || word === "false") return word === "true";
      const given = JSON.stringify(value.slice(0, 40));
      throw new RestError(20422, `${name} must be true or false, got ${given}.`);
    },
    choice(name, words) {
      const value = fields.text(name);
      if (value === undefined) return undefined;
      const word = words.find((one) => one === value);
      if (word !== undefined) return word;
      throw new RestError(20422, `${name} must be one of ${words.join(", ")}.`);
    },
    url(name) {
      const value = fields.text(name);
      if (value === undefined || value === "" || isHttpUrl(value)) return value;
      throw new RestError(21402, `${name} is not an absolute http(s) URL.`);
    },
  };
  return fields;
}
