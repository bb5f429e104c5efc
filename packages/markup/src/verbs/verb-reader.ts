import type { Verb } from "../document.ts";
import type { XmlElement } from "../xml/xml-element.ts";

/** Takes a warning about the element at this offset. */
export type Warn = (code: number, sentence: string, offset: number) => void;

/** A branch of the parser: reads the elements of some names as one kind of verb. */
export interface VerbReader<Result extends Verb = Verb> {
  /** The first is the verb's own; others are read as it. */
  readonly names: readonly string[];
  /** Reads the element; `undefined` when the verb cannot be run, and then a warning says why. */
  read(element: XmlElement, warn: Warn): Result | undefined;
}

/** Warns of an attribute that has no business there. */
export function warnAttribute(name: string, element: XmlElement, warn: Warn): void {
  warn(
    12200,
    `Attribute "${name}" is not allowed in <${element.name}>; it is ignored.`,
    element.offset,
  );
}
