/** The kinds of sender that carriers tell apart. */
export type LimitedSender = "long-code" | "toll-free" | "short-code";

const MB = 1_000_000;

/** What every carrier takes from every sender, in bytes: the platform's own advice. */
export const safeMessageBytes: number = 0.6 * MB;

// By the platform's documentation of MMS limits. They bind what is no picture; pictures are made to
// fit on the way, so for them the same figure is where the fitting ends.
const limits: Readonly<Record<string, Readonly<Record<LimitedSender, number>>>> = {
  "AT&T": { "long-code": 1 * MB, "toll-free": 0.6 * MB, "short-code": 0.6 * MB },
  "T-Mobile": { "long-code": 1.5 * MB, "toll-free": 0.6 * MB, "short-code": 1 * MB },
  Verizon: { "long-code": 1 * MB, "toll-free": 0.6 * MB, "short-code": 1.2 * MB },
  Sprint: { "long-code": 1.5 * MB, "toll-free": 0.6 * MB, "short-code": 1 * MB },
};

/** A recipient's carrier, by its name, and the kind of sender; each may be unknown. */
export interface MmsRoute {
  readonly carrier?: string | undefined;
  readonly senderType?: string | undefined;
}

/**
 * The largest MMS that a carrier takes from a kind of sender, in bytes. Where one of them is unknown,
 * or no limit is published, it is {@link safeMessageBytes}.
 */
export function mmsLimit({ carrier, senderType }: MmsRoute): number {
  const name = Object.keys(limits).find((known) => isSameName(known, carrier));
  const bySender = name === undefined ? undefined : limits[name];
  return bySender && isLimited(senderType) ? bySender[senderType] : safeMessageBytes;
}

/** The names of the carriers that publish limits. */
export const limitedCarriers: readonly string[] = Object.keys(limits);

/** Lookups add words to a carrier's name: `T-Mobile USA, Inc.`, `AT&T Wireless`, `Verizon Wireless`. */
function isSameName(known: string, carrier = ""): boolean {
  return carrier.toLowerCase().startsWith(known.toLowerCase());
}

function isLimited(senderType: string | undefined): senderType is LimitedSender {
  return senderType === "long-code" || senderType === "toll-free" || senderType === "short-code";
}
