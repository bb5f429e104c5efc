/** What kind of line a number is. */
export type LineType =
  | "mobile"
  | "landline"
  | "fixedVoip"
  | "nonFixedVoip"
  | "tollFree"
  | "premium"
  | "sharedCost"
  | "uan"
  | "voicemail"
  | "pager"
  | "personal"
  | "unknown";

/** What is known of a number. */
export interface NumberFacts {
  /** ISO 3166-1, upper case; `undefined` for numbers of no country. */
  readonly country: string | undefined;
  /** The carrier's name; `undefined` when nobody knows. */
  readonly carrier: string | undefined;
  /** `unknown` where fixed lines and mobiles share their numbers, as in North America. */
  readonly lineType: LineType;
}

/** Knows numbers. */
export interface Lookup {
  /** @param number in E.164. */
  find(number: string): Promise<NumberFacts>;
}
