import type { FormPairs } from "./form.ts";
import { ReparteeError } from "./repartee-error.ts";

/** Reads the fields of one request and gathers what is missing or malformed in them. */
export interface FieldReader {
  /** The field's text; empty when it was not sent. */
  text(name: string): string;
  /** The field's text; `undefined` when it was not sent or is empty. */
  optional(name: string): string | undefined;
  /** The field when it passes; a fault is noted otherwise. */
  required<T extends string>(name: string, is: (value: string) => value is T): T | undefined;
  /** A decimal count of up to four digits; a fault is noted for anything else. */
  count(name: string, absent: number): number;
  /** Decimal degrees and the like; `undefined` when it is no number. */
  decimal(name: string): number | undefined;
  /** `true` or `false` as text. */
  flag(name: string): boolean | undefined;
  /** Parsed JSON text; `undefined` when it is absent or malformed: the text stays in the parameters. */
  json(name: string): unknown;
  /** Name0, Name1 … up to the first that is missing. */
  numbered(name: string): readonly string[];
  /** The names with a fault, in the order in which they were read. */
  readonly faults: readonly string[];
}

/** Makes the reader; of a repeated name the last value counts. */
export function createFieldReader(params: FormPairs): FieldReader {
  const fields = new Map(params);
  const faults: string[] = [];
  const optional = (name: string) => fields.get(name) || undefined;
  return {
    faults,
    optional,
    text: (name) => fields.get(name) ?? "",
    required(name, is) {
      const value = fields.get(name);
      if (value !== undefined && is(value)) return value;
      faults.push(name);
      return undefined;
    },
    count(name, absent) {
      const value = fields.get(name);
      if (value === undefined) return absent;
      if (!/^\d{1,4}$/.test(value)) faults.push(name);
      return Number(value);
    },
    decimal(name) {
      const value = optional(name)?.trim();
      const number = value ? Number(value) : Number.NaN;
      return Number.isFinite(number) ? number : undefined;
    },
    flag(name) {
      const value = optional(name)?.toLowerCase();
      return value === "true" ? true : value === "false" ? false : undefined;
    },
    json(name) {
      const value = optional(name);
      try {
        return value === undefined ? undefined : JSON.parse(value);
      } catch {
        return undefined;
      }
    },
    numbered(name) {
      const values: string[] = [];
      for (;;) {
        const value = fields.get(`${name}${values.length}`);
        if (value === undefined) return values;
        values.push(value);
      }
    },
  };
}

/** The error that names each faulty field of a request. */
export function faultyFields(
  code: string,
  request: string,
  names: readonly string[],
): ReparteeError {
  return new ReparteeError(code, `Missing or malformed in the ${request}: ${names.join(", ")}.`, {
    details: { parameters: names },
  });
}
