/** What becomes of a message to a handset. */
export type HandsetFate =
  /** It arrives. */
  | { readonly kind: "delivers" }
  /** The network takes it, and its receipt says why it did not arrive. */
  | { readonly kind: "undelivered"; readonly errorCode: number }
  /** The network takes it, and no receipt ever comes: it stays `sent`. */
  | { readonly kind: "silent" }
  /** The network's link to the carrier times out; whether it has the message is not known. */
  | { readonly kind: "unanswered" }
  /** The network is too busy for the first hand-overs, then takes it. */
  | { readonly kind: "busy"; readonly errorCode: number; readonly times: number };

/** A number that misbehaves on purpose. */
export interface MagicHandset {
  readonly number: string;
  readonly fate: HandsetFate;
  /** What it plays. */
  readonly sentence: string;
  /** When the number went to somebody else. Default: never. */
  readonly reassignedAt?: number;
  /** When its SIM was changed. Default: never. */
  readonly simSwappedAt?: number;
}

/**
 * The handsets that do not simply take what they get: `+150055` and the code that they give. Area code
 * 500 reaches no telephone, and the platform's own magic numbers (`+1500555000x`) are others.
 */
export const magicHandsets: readonly MagicHandset[] = [
  undelivered(30003, "switched off or without signal"),
  undelivered(30004, "blocks the sender"),
  undelivered(30005, "a number that nobody has"),
  undelivered(30006, "a landline"),
  undelivered(30007, "its carrier takes the content for unwanted"),
  undelivered(30008, "its carrier gives no reason"),
  {
    number: "+15005530410",
    fate: { kind: "unanswered" },
    sentence: "its carrier does not answer: the message fails with 30410",
  },
  {
    number: "+15005530017",
    fate: { kind: "busy", errorCode: 30017, times: 2 },
    sentence: "its carrier is too busy twice, then takes the message",
  },
  {
    number: "+15005530000",
    fate: { kind: "silent" },
    sentence: "its carrier gives no receipts: the message stays sent",
  },
  {
    number: "+15005530101",
    fate: { kind: "delivers" },
    sentence: "takes messages; the number went to somebody else on 1 June 2026",
    reassignedAt: Date.UTC(2026, 5, 1),
  },
  {
    number: "+15005530102",
    fate: { kind: "delivers" },
    sentence: "takes messages; its SIM was changed on 1 June 2026",
    simSwappedAt: Date.UTC(2026, 5, 1),
  },
];

const byNumber = new Map(magicHandsets.map((handset) => [handset.number, handset]));

/** The magic handset that has this number; `undefined` for all that simply take what they get. */
export function magicHandset(number: string): MagicHandset | undefined {
  return byNumber.get(number);
}

/** What becomes of a message to this number; every number that is not magic takes it. */
export function handsetFate(number: string): HandsetFate {
  return byNumber.get(number)?.fate ?? { kind: "delivers" };
}

function undelivered(errorCode: number, sentence: string): MagicHandset {
  return { number: `+150055${errorCode}`, fate: { kind: "undelivered", errorCode }, sentence };
}
