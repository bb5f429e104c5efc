import type { FormPairs } from "../form.ts";
import { ReparteeError } from "../repartee-error.ts";

/** Reads the fields of one request and gathers what is missing or malformed in them. */
export class FieldReader {
  readonly #fields = new Map<string, string>();
  readonly #faults: string[] = [];

  /** Of a repeated name the last value counts. */
  constructor(params: FormPairs) {
    for (const [name, value] of params) this.#fields.set(name, value);
  }

  /** The names with a fault, in the order in which they were read. */
  get faults(): readonly string[] {
    return this.#faults;
  }

  /** The field's text; empty when it was not sent. */
  text(name: string): string {
    return this.#fields.get(name) ?? "";
  }

  /** The field's text; `undefined` when it was not sent or is empty. */
  optional(name: string): string | undefined {
    return this.#fields.get(name) || undefined;
  }

  /** The first of these names that was sent; the first of all when none was. */
  firstOf(name: string, ...others: readonly string[]): string {
    return [name, ...others].find((one) => this.#fields.has(one)) ?? name;
  }

  /** Was any of these sent, and not empty? */
  hasAny(names: readonly string[]): boolean {
    return names.some((name) => this.optional(name) !== undefined);
  }

  /** The field when it passes; a fault is noted otherwise. */
  required<T extends string>(name: string, is: (value: string) => value is T): T | undefined {
    const value = this.#fields.get(name);
    if (value !== undefined && is(value)) return value;
    this.#faults.push(name);
    return undefined;
  }

  /**
   * A decimal count of up to four digits, or `absent` when it was not sent or is blank; a fault is
   * noted for anything else.
   */
  count(name: string, absent: number): number {
    const value = this.#fields.get(name)?.trim();
    if (!value) return absent;
    if (!/^\d{1,4}$/.test(value)) this.#faults.push(name);
    return Number(value);
  }

  /** Decimal degrees and the like; `undefined` when it is not a number. */
  decimal(name: string): number | undefined {
    const value = this.optional(name)?.trim();
    const number = value ? Number(value) : Number.NaN;
    return Number.isFinite(number) ? number : undefined;
  }

  /** `true` or `false` as text. */
  flag(name: string): boolean | undefined {
    const value = this.optional(name)?.trim().toLowerCase();
    return value === "true" ? true : value === "false" ? false : undefined;
  }

  /** Parsed JSON text; `undefined` when it is absent or malformed: the text stays in the parameters. */
  json(name: string): unknown {
    const value = this.optional(name);
    try {
      return value === undefined ? undefined : JSON.parse(value);
    } catch {
      return undefined;
    }
  }

  /** Name0, Name1 … up to the first that is missing. */
  numbered(name: string): readonly string[] {
    const values: string[] = [];
    for (;;) {
      const value = this.#fields.get(`${name}${values.length}`);
      if (value === undefined) return values;
      values.push(value);
    }
  }
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
