import { isReparteeError } from "@repartee/protocol";
import type { Transcoder } from "../film/transcode.ts";
import { sniffType } from "../sniff/sniff-type.ts";
import { type MmsRoute, mmsLimit } from "./carrier-limits.ts";
import { asItCame, type FittedPart, fitAll, isFittable, type MediaPart } from "./fit-all.ts";

export interface PrepareOutboundOptions extends MmsRoute {
  /** Bytes that all parts have together at most, whatever the carrier takes. Default: no further limit. */
  readonly maxBytes?: number | undefined;
  /** For sound and film. Default: they are not converted. */
  readonly transcoder?: Transcoder | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A part on its way to a carrier. */
export interface OutboundPart extends MediaPart {
  /**
   * `not-convertible`: it is over what the carrier takes, and cannot be made smaller here; it is as it
   * came, and better sent as a link.
   */
  readonly outcome: "kept" | "refitted" | "transcoded" | "not-convertible";
  /** What was done, or why nothing could be, as a sentence; `undefined` for what is kept. */
  readonly change: string | undefined;
}

/** Of the limit, what pictures keep beside sound or film that has to be made smaller. */
const PICTURES_SHARE = 0.4;

/**
 * Makes the media of one message fit the recipient's carrier and the kind of sender: pictures by
 * {@link fitAll}, sound and film by the transcoder. The order stays.
 *
 * @throws ReparteeError of `fit` for a damaged picture.
 */
export async function prepareOutbound(
  given: readonly MediaPart[],
  { maxBytes = Number.POSITIVE_INFINITY, transcoder, signal, ...route }: PrepareOutboundOptions,
): Promise<readonly OutboundPart[]> {
  const limit = Math.min(mmsLimit(route), maxBytes);
  // Servers declare a photo as application/octet-stream; what the bytes are decides.
  const parts = await Promise.all(
    given.map(async ({ contentType, bytes }) => {
      const declared = contentType.split(";", 1)[0]?.trim().toLowerCase();
      return { contentType: (await sniffType(bytes, declared)) ?? contentType, bytes };
    }),
  );
  const prepared: OutboundPart[] = [];
  // What cannot shrink goes first: the rest has to make do with what it leaves.
  let left = limit;
  const order = [...parts.entries()].sort(([, one], [, other]) => rank(one) - rank(other));
  const pictures = sum(parts.filter((part) => rank(part) === PICTURE));
  for (const [index, part] of order) {
    if (rank(part) === PICTURE) break;
    const room = rank(part) === FIXED ? left : left - Math.min(pictures, limit * PICTURES_SHARE);
    const made = await shrink(part, Math.floor(room), { transcoder, signal });
    prepared[index] = made;
    if (made.outcome !== "not-convertible") left -= made.bytes.length;
  }
  const rest = order.filter(([, part]) => rank(part) === PICTURE);
  const fitted = await fitPictures(
    rest.map(([, part]) => part),
    left,
    signal,
  );
  for (const [at, [index, part]] of rest.entries())
    prepared[index] = picture(part, fitted[at], left);
  return prepared;
}

const FIXED = 0;
const SOUND_OR_FILM = 1;
const PICTURE = 2;

function rank({ contentType }: MediaPart): number {
  if (isFittable(contentType)) return PICTURE;
  return /^(audio|video)\//.test(contentType) ? SOUND_OR_FILM : FIXED;
}

async function shrink(
  part: MediaPart,
  room: number,
  { transcoder, signal }: Pick<PrepareOutboundOptions, "transcoder" | "signal">,
): Promise<OutboundPart> {
  if (part.bytes.length <= room) {
    const { steps, ...kept } = asItCame(part);
    if (steps.length === 0) return { ...kept, outcome: "kept", change: undefined };
    return { ...kept, outcome: "refitted", change: `${part.contentType}: ${steps.join(", ")}.` };
  }
  const over = `${part.contentType} of ${part.bytes.length} bytes, ${room} are left`;
  if (rank(part) === FIXED || !transcoder || room <= 0) {
    return { ...part, outcome: "not-convertible", change: `Not convertible here: ${over}.` };
  }
  const made = await transcoder.transcode(part, { maxBytes: room, signal });
  if (!made.ok) {
    return { ...part, outcome: "not-convertible", change: `${made.sentence} (${over})` };
  }
  const { contentType, bytes, steps } = made;
  const change = `${over}: now ${bytes.length} bytes (${steps.join(", ")}).`;
  return { contentType, bytes, outcome: "transcoded", change };
}

/** The pictures under what is left of the limit; `undefined` for one that cannot be. */
async function fitPictures(
  parts: readonly MediaPart[],
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<readonly (FittedPart | undefined)[]> {
  const together = await ifItFits(() => fitAll(parts, { maxBytes, signal }));
  if (together) return together;
  // One of them cannot be made smaller; the others need not suffer from that.
  const fitted: (FittedPart | undefined)[] = [];
  const smallFirst = [...parts.entries()].sort(
    ([, one], [, other]) => one.bytes.length - other.bytes.length,
  );
  let left = maxBytes;
  for (const [done, [index, part]] of smallFirst.entries()) {
    const share = Math.floor(left / (parts.length - done));
    const [made] = (await ifItFits(() => fitAll([part], { maxBytes: share, signal }))) ?? [];
    // Of a form that is not read here, but no larger than it may be: the carrier may read it.
    fitted[index] = made ?? (part.bytes.length <= share ? asItCame(part) : undefined);
    left -= fitted[index]?.bytes.length ?? 0;
  }
  return fitted;
}

async function ifItFits<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isReparteeError(error) && unfit.has(error.code)) return undefined;
    throw error;
  }
}

const unfit: ReadonlySet<string | number> = new Set([
  "media_too_large",
  "image_too_large",
  "heic_unsupported",
]);

function picture(part: MediaPart, fitted: FittedPart | undefined, room: number): OutboundPart {
  const was = `${part.contentType} of ${part.bytes.length} bytes`;
  if (!fitted) {
    const change = `Not convertible here: ${was}, ${room} are left.`;
    return { ...part, outcome: "not-convertible", change };
  }
  const { contentType, bytes, steps } = fitted;
  if (steps.length === 0 && bytes === part.bytes) {
    return { contentType, bytes, outcome: "kept", change: undefined };
  }
  const change = `${was}: now ${contentType} of ${bytes.length} bytes (${steps.join(", ")}).`;
  return { contentType, bytes, outcome: "refitted", change };
}

function sum(parts: readonly MediaPart[]): number {
  return parts.reduce((total, { bytes }) => total + bytes.length, 0);
}
