/** Where a text is not well-formed XML, and what is wrong there. */
export interface XmlFault {
  readonly sentence: string;
  /** Index into the text. */
  readonly offset: number;
}
