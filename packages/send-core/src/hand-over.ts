import type { Message } from "./message.ts";
import type { MessageMoves } from "./message-moves.ts";
import { fetchOutboundMedia } from "./outbound-media.ts";
import type { Carrier, CarrierAnswer, CarrierMedia } from "./ports/carrier.ts";
import type { Clock } from "./ports/clock.ts";
import type { DueMessage } from "./ports/dispatch-queue.ts";
import type { MediaSource } from "./ports/media-source.ts";
import type { Store } from "./ports/store.ts";
import type { Refusal } from "./send-core.ts";

export interface HandOverParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly carrier: Carrier;
  readonly mediaSource: MediaSource;
  readonly moves: MessageMoves;
  readonly onError: (error: unknown) => void;
}

/** Hands one message to the carrier, with its media, and moves it to `sent` or `failed`. */
export async function handOver(
  { message, event }: DueMessage,
  parts: HandOverParts,
): Promise<void> {
  const { clock, carrier, moves } = parts;
  if (event === null && !carrier.isIdempotent) {
    await fail(message, parts, {
      code: 30410,
      sentence: `The hand-over to ${carrier.name} was interrupted; it is not repeated, so that nothing is sent twice.`,
    });
    return;
  }
  const fetched = await fetchOutboundMedia(message, parts);
  if (!fetched.ok) {
    await fail(message, parts, fetched);
    return;
  }
  const answer = await offer(message, fetched.media, parts);
  if (!answer.ok) {
    await fail(message, parts, answer);
    return;
  }
  const at = clock.now();
  await moves.make({
    sid: message.sid,
    to: "sent",
    at,
    cause: `Taken by ${carrier.name}.`,
    errorCode: null,
    dateSent: at,
    callback: true,
  });
}

async function offer(
  message: Message,
  media: readonly CarrierMedia[],
  { carrier, onError }: HandOverParts,
): Promise<CarrierAnswer> {
  const { sid, from, to, body, numSegments } = message;
  try {
    return await carrier.send({ messageSid: sid, from: from ?? "", to, body, media, numSegments });
  } catch (error) {
    onError(error);
    return { ok: false, code: 30410, sentence: `No answer from ${carrier.name}.` };
  }
}

async function fail(
  message: Message,
  { moves, clock }: HandOverParts,
  { code, sentence }: Omit<Refusal, "ok">,
): Promise<void> {
  await moves.make({
    sid: message.sid,
    to: "failed",
    at: clock.now(),
    cause: sentence,
    errorCode: code,
    dateSent: null,
    callback: true,
  });
}
