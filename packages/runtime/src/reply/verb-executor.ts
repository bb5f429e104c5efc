import type {
  AttributeValue,
  MessageVerb,
  Noun,
  OwnVerb,
  OwnVerbDefinition,
  Verb,
  VerbReader,
} from "@repartee/markup";
import type { Message, SendResult } from "@repartee/send-core";

/** What an executor works with. */
export interface VerbContext {
  /** The message that is being answered. */
  readonly inbound: Message;
  /** The document's address: what relative URLs are relative to. */
  readonly url: string;
  /** Sends a reply, within the limits that hold for `<Message>`. */
  send(message: MessageVerb): Promise<SendResult>;
}

/** What became of an own verb. `sentence` is shown in the inspector. */
export type VerbResult =
  /** It has run; the document goes on. */
  | { readonly kind: "done"; readonly sentence: string }
  /** The document ends here. */
  | { readonly kind: "end"; readonly sentence: string }
  /** Another document follows; `url` may be relative. Default method: POST. */
  | {
      readonly kind: "redirect";
      readonly sentence: string;
      readonly url: string;
      readonly method?: "GET" | "POST" | undefined;
    }
  /** It could not run; the document goes on, and the debugger has the code. */
  | { readonly kind: "refused"; readonly sentence: string; readonly code: number };

/** A verb of your own with what it does. */
export interface VerbExecutor {
  readonly reader: VerbReader;
  /** `undefined` for another verb. */
  run(verb: Verb, context: VerbContext): Promise<VerbResult> | undefined;
}

/**
 * Says what a verb from `defineVerb` does when a document holds it; for `createRuntime({ verbs })`.
 *
 * An executor that throws has its verb refused with 30500, and the document goes on.
 *
 * @example
 * const wait = executeVerb(Wait, async ({ attributes }) => {
 *   await setTimeout(attributes.seconds * 1000);
 *   return { kind: "done", sentence: `Waited ${attributes.seconds} s.` };
 * });
 */
export function executeVerb<
  Name extends string,
  A extends Readonly<Record<string, AttributeValue | undefined>>,
  C extends string | readonly (string | Noun)[] | undefined,
>(
  definition: OwnVerbDefinition<Name, A, C>,
  run: (verb: OwnVerb<Name, A, C>, context: VerbContext) => Promise<VerbResult>,
): VerbExecutor {
  return {
    reader: definition,
    run: (verb, context) => (definition.is(verb) ? run(verb, context) : undefined),
  };
}
