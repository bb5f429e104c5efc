import type { ZodType } from "zod";
import type { Verb } from "./document.ts";
import type { ContentReader } from "./read-content.ts";
import type { XmlElement } from "./xml-element.ts";

/** Takes a warning about the element at this offset. */
export type Warn = (code: number, sentence: string, offset: number) => void;

/** A branch of the parser: reads the elements of some names as one kind of verb. */
export interface VerbReader<Result extends Verb = Verb> {
  /** The first is the verb's own; others are read as it. */
  readonly names: readonly string[];
  /** Reads the element; `undefined` when the verb cannot be run, and then a warning says why. */
  read(element: XmlElement, warn: Warn): Result | undefined;
}

interface ReaderOptions<A, C, Result> {
  readonly names: readonly string[];
  readonly attributes: ZodType<A>;
  readonly content: ContentReader<C>;
  /** The codes of attributes that have one of their own; others warn with 12200. */
  readonly codes?: Readonly<Record<string, number>>;
  make(attributes: A, content: C): Result;
}

/** Makes the reader of a verb from its schema and its content. */
export function defineReader<A extends object, C, Result extends Verb>({
  names,
  attributes,
  content,
  codes = {},
  make,
}: ReaderOptions<A, C, Result>): VerbReader<Result> {
  // Most verbs have no attributes, and then the schema says the same each time.
  const bare = attributes.safeParse({});

  return {
    names,
    read(element, warn) {
      const checked =
        element.attributes.length === 0 && bare.success
          ? bare
          : attributes.safeParse(Object.fromEntries(element.attributes));
      if (!checked.success) {
        for (const { path, message } of checked.error.issues) {
          const name = String(path[0]);
          const given = element.attributes.find(([one]) => one === name)?.[1];
          const what = given === undefined ? `The attribute "${name}"` : `${name}="${given}"`;
          warn(
            codes[name] ?? 12200,
            `${what} in <${element.name}> cannot be used; the verb is skipped. ${message}.`,
            element.offset,
          );
        }
        return undefined;
      }
      for (const [name] of element.attributes)
        if (!Object.hasOwn(checked.data, name)) warnAttribute(name, element, warn);
      return make(checked.data, content.read(element, warn));
    },
  };
}

/** Warns of an attribute that has no business there. */
export function warnAttribute(name: string, element: XmlElement, warn: Warn): void {
  warn(
    12200,
    `Attribute "${name}" is not allowed in <${element.name}>; it is ignored.`,
    element.offset,
  );
}
