import { ReparteeError } from "@repartee/protocol";
import type { ZodType } from "zod";
import type { AttributeValue, Noun, OwnVerb, Verb } from "./document.ts";
import type { ContentReader } from "./read-content.ts";
import { defineReader, type VerbReader } from "./verb-reader.ts";
import { xmlName } from "./xml-name.ts";

type Attributes = Readonly<Record<string, AttributeValue | undefined>>;
type Content = string | readonly (string | Noun)[] | undefined;

/** How a verb is defined. */
export interface VerbOptions<Name extends string, A extends Attributes, C extends Content> {
  /** The element's name, such as `Wait`; capitalised, as all verbs are. */
  readonly name: Name;
  /** A zod object of the attributes. They come as texts: use `z.coerce` for numbers. */
  readonly attributes: ZodType<A>;
  /** What stands inside: `noContent`, `textContent`, or `nounContent("Item", …)`. */
  readonly content: ContentReader<C>;
}

/** A defined verb: called, it builds one; given to `parse`, it reads them; as a type, `VerbOf`. */
export interface VerbDefinition<Name extends string, A extends Attributes, C extends Content>
  extends VerbReader<OwnVerb<Name, A, C | undefined>> {
  /**
   * Builds the verb.
   *
   * @throws ReparteeError `verb_invalid` that names the attribute which the schema refuses.
   */
  (attributes: A, content?: C): OwnVerb<Name, A, C | undefined>;
  /** Is the verb one of this definition? */
  is(verb: Verb): verb is OwnVerb<Name, A, C | undefined>;
}

/** The verb that a definition builds and reads. */
export type VerbOf<Definition> = Definition extends VerbReader<infer Result> ? Result : never;

/**
 * Defines a verb of your own: a builder, a branch of the parser and a type, in one place.
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
export function defineVerb<
  const Name extends string,
  A extends Attributes,
  const C extends Content = undefined,
>({ name, attributes, content }: VerbOptions<Name, A, C>): VerbDefinition<Name, A, C> {
  xmlName(name);
  const own = (given: A, inside: C | undefined): OwnVerb<Name, A, C | undefined> =>
    Object.freeze({ kind: "own", name, attributes: Object.freeze(given), content: inside });

  function build(given: A, inside?: C): OwnVerb<Name, A, C | undefined> {
    const checked = attributes.safeParse(given);
    if (checked.success) return own(checked.data, inside);
    const [issue] = checked.error.issues;
    const attribute = issue?.path.join(".");
    throw new ReparteeError("verb_invalid", `<${name}> ${attribute}: ${issue?.message}.`, {
      details: { verb: name, attribute },
    });
  }
  const { names, read } = defineReader({
    names: [name],
    attributes,
    content,
    make: (given, inside) => own(given, inside),
  });
  const is = (verb: Verb): verb is OwnVerb<Name, A, C | undefined> =>
    verb.kind === "own" && verb.name === name;
  return Object.assign(build, { names, read, is });
}
