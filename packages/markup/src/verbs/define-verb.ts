import { ReparteeError } from "@repartee/protocol";
import type { ZodType } from "zod";
import type { AttributeValue, Noun, OwnVerb, Verb } from "../document.ts";
import { dropUnwritable } from "../xml/escape.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import { xmlName } from "../xml/xml-name.ts";
import type { VerbContent } from "./verb-content.ts";
import { type VerbReader, type Warn, warnAttribute } from "./verb-reader.ts";

type Attributes = Readonly<Record<string, AttributeValue | undefined>>;
type Content = string | readonly (string | Noun)[] | undefined;

/** How a verb is defined. */
export interface VerbOptions<Name extends string, A extends Attributes, C extends Content> {
  /** The element's name, such as `Wait`; capitalised, as all verbs are. */
  readonly name: Name;
  /** A zod object of the attributes. They come as texts: use `z.coerce` for numbers. */
  readonly attributes: ZodType<A>;
  /** What stands inside: `noContent`, `textContent`, or `nounContent("Item", …)`. */
  readonly content: VerbContent<C>;
}

/** How a verb is defined that stands in documents as another one, such as a message. */
export interface MadeVerbOptions<A extends Attributes, C extends Content, Result extends Verb>
  extends VerbOptions<string, A, C> {
  /** Makes the verb that stands in the document. */
  readonly make: (attributes: A, content: C) => Result;
  /** Other names that are read as this verb. Default: none. */
  readonly aliases?: readonly string[] | undefined;
  /** Warning codes of attributes that have one of their own. Default: 12200 for all. */
  readonly codes?: Readonly<Record<string, number>> | undefined;
}

/** A defined verb: called, it builds one; given to `parse`, it reads them; as a type, `VerbOf`. */
export interface VerbDefinition<A extends Attributes, C extends Content, Result extends Verb>
  extends VerbReader<Result> {
  /**
   * Builds the verb.
   *
   * @throws ReparteeError `verb_invalid` that names the attribute which the schema refuses.
   */
  (attributes: A, content?: C): Result;
}

/** A defined verb that stands in documents under its own name. */
export interface OwnVerbDefinition<Name extends string, A extends Attributes, C extends Content>
  extends VerbDefinition<A, C, OwnVerb<Name, A, C>> {
  /** Is the verb one of this definition? */
  is(verb: Verb): verb is OwnVerb<Name, A, C>;
}

/** The verb that a definition builds and reads. */
export type VerbOf<Definition> = Definition extends VerbReader<infer Result> ? Result : never;

/**
 * Defines a verb: a builder, a branch of the parser and a type, in one place.
 *
 * With `make` the verb is another way to write one that is there already, and runs as that one.
 *
 * @throws ReparteeError `name_invalid` for a name that XML does not allow.
 * @example
 * const Wait = defineVerb({
 *   name: "Wait",
 *   attributes: z.object({ seconds: z.coerce.number().int().positive() }),
 *   content: noContent,
 * });
 * write(response(Wait({ seconds: 3 }), message("Done."))); // … <Wait seconds="3"/> …
 * parse(xml, { verbs: [Wait] });
 */
export function defineVerb<A extends Attributes, C extends Content, Result extends Verb>(
  options: MadeVerbOptions<A, C, Result>,
): VerbDefinition<A, C, Result>;
export function defineVerb<
  const Name extends string,
  A extends Attributes,
  const C extends Content = undefined,
>(options: VerbOptions<Name, A, C>): OwnVerbDefinition<Name, A, C>;
export function defineVerb<
  Name extends string,
  A extends Attributes,
  C extends Content,
  Result extends Verb,
>(
  options: VerbOptions<Name, A, C> | MadeVerbOptions<A, C, Result>,
): OwnVerbDefinition<Name, A, C> | VerbDefinition<A, C, Result> {
  if ("make" in options) return define(options);
  const { name, attributes, content } = options;
  const make = (given: A, inside: C): OwnVerb<Name, A, C> =>
    Object.freeze({ kind: "own", name, attributes: Object.freeze(given), content: inside });
  const is = (verb: Verb): verb is OwnVerb<Name, A, C> => verb.kind === "own" && verb.name === name;
  return Object.assign(define({ name, attributes, content, make }), { is });
}

function define<A extends Attributes, C extends Content, Result extends Verb>({
  name,
  aliases = [],
  attributes,
  content,
  codes = {},
  make,
}: MadeVerbOptions<A, C, Result>): VerbDefinition<A, C, Result> {
  const names = [name, ...aliases].map(xmlName);
  // Most verbs have no attributes, and then the schema says the same each time.
  const bare = attributes.safeParse({});

  function build(given: A, inside?: C): Result {
    const checked = attributes.safeParse(writableAttributes(given));
    if (checked.success) return make(checked.data, content.normalize(inside));
    const [issue] = checked.error.issues;
    const attribute = issue?.path.join(".");
    throw new ReparteeError("verb_invalid", `<${name}> ${attribute}: ${issue?.message}.`, {
      details: { verb: name, attribute },
    });
  }

  function read(element: XmlElement, warn: Warn): Result | undefined {
    const checked =
      element.attributes.length === 0 && bare.success
        ? bare
        : attributes.safeParse(Object.fromEntries(element.attributes));
    if (!checked.success) {
      for (const { path, message } of checked.error.issues)
        warnRefused(String(path[0]), message, element, warn);
      return undefined;
    }
    for (const [attribute] of element.attributes)
      if (!Object.hasOwn(checked.data, attribute)) warnAttribute(attribute, element, warn);
    // A copy: what the schema says of a bare element is the same object each time.
    return make({ ...checked.data }, content.read(element, warn));
  }

  function warnRefused(attribute: string, why: string, element: XmlElement, warn: Warn): void {
    const given = element.attributes.find(([one]) => one === attribute)?.[1];
    const what = given === undefined ? `The attribute "${attribute}"` : `${attribute}="${given}"`;
    const sentence = `${what} in <${element.name}> cannot be used; the verb is skipped. ${why}.`;
    warn(codes[attribute] ?? 12200, sentence, element.offset);
  }

  return Object.assign(build, { names, read });
}

function writableAttributes(attributes: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      typeof value === "string" ? dropUnwritable(value) : value,
    ]),
  );
}
