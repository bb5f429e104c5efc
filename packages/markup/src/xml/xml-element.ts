/** An element with all that a document needs of it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** Elements and text in document order; comments are left out. */
  readonly children: readonly (XmlElement | string)[];
  /** Where its tag begins: index into the text. */
  readonly offset: number;
}
