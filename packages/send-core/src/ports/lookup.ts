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

/** What a network can tell of a handset: nothing is asked of it that it does not know. */
export interface LineFacts {
  /** `inactive`: nobody has the number; `unreachable`: switched off. */
  readonly status: "active" | "inactive" | "unreachable";
  /** When the number went to somebody else, milliseconds since the epoch; `undefined`: never. */
  readonly reassignedAt: number | undefined;
  /** When its SIM was changed last, milliseconds since the epoch; `undefined`: never. */
  readonly simSwappedAt: number | undefined;
}

/** What is known of a number. */
export interface NumberFacts {
  /** ISO 3166-1, upper case; `undefined` for numbers of no country. */
  readonly country: string | undefined;
  /** The carrier's name; `undefined` when nobody knows. */
  readonly carrier: string | undefined;
  /** The carrier's mobile country code and mobile network code, such as `310-260`. Default: not known. */
  readonly mobileNetwork?: string | undefined;
  /** `unknown` where fixed lines and mobiles share their numbers, as in North America. */
  readonly lineType: LineType;
  /** Default: nobody knows. */
  readonly line?: LineFacts | undefined;
}

/** Knows numbers. */
export interface Lookup {
  /** @param number in E.164. */
  find(number: string): Promise<NumberFacts>;
}
