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

export type Verb = MessageVerb | RedirectVerb;

/** A reply document: verbs that run top to bottom. */
export interface ResponseDocument {
  readonly verbs: readonly Verb[];
}
