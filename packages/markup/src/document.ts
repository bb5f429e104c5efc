/** The HTTP methods that a reply document can name. */
export type HttpMethod = "GET" | "POST";

/** `<Message>`: send a message. */
export interface MessageVerb {
  readonly kind: "message";
  readonly body: string;
  /** URLs, absolute or relative to the document; 10 at most. */
  readonly media: readonly string[];
  /** Default: who sent the inbound message. */
  readonly to?: string;
  /** Default: the number that received the inbound message. */
  readonly from?: string;
  /** Status URL that can take over control with a document of its own. */
  readonly action?: string;
  /** Status URL. */
  readonly statusCallback?: string;
  /** Method of both. Default: POST. */
  readonly method?: HttpMethod;
}

/** `<Redirect>`: go on with another document. What follows it never runs. */
export interface RedirectVerb {
  readonly kind: "redirect";
  /** Absolute, or relative to this document. */
  readonly url: string;
  /** Default: POST. */
  readonly method?: HttpMethod;
}

/** What an attribute of an own verb can be; written as its text. */
export type AttributeValue = string | number | boolean;

/** An element inside a verb: its name and its text. */
export interface Noun<Name extends string = string> {
  readonly name: Name;
  readonly text: string;
}

/** A verb that its author has defined; see `defineVerb`. */
export interface OwnVerb<
  Name extends string = string,
  Attributes extends object = Readonly<Record<string, AttributeValue | undefined>>,
  Content = string | readonly (string | Noun)[] | undefined,
> {
  readonly kind: "own";
  /** The element's name. */
  readonly name: Name;
  readonly attributes: Attributes;
  readonly content: Content;
}

/** A verb after which the document goes on. */
export type StepVerb = MessageVerb | OwnVerb;

export type Verb = StepVerb | RedirectVerb;

/** A reply document: verbs that run top to bottom. */
export interface ResponseDocument {
  readonly verbs: readonly Verb[];
}
