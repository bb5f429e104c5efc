import { codeEntry } from "@repartee/protocol";
import type { CallbackDelivery, Message, MessageEvent, MessageNote, Price } from "./message.ts";
import type { TimelineEntry } from "./send-core.ts";

/** What is known of one message. */
export interface MessageRecord {
  readonly message: Message;
  readonly events: readonly MessageEvent[];
  readonly notes: readonly MessageNote[];
  readonly callbacks: readonly CallbackDelivery[];
}

/** Tells a message's story from its records, in plain sentences, oldest first. */
export function explainMessage({
  message,
  events,
  notes,
  callbacks,
}: MessageRecord): readonly TimelineEntry[] {
  const entries: TimelineEntry[] = [
    ...events.map(({ at, status, cause, errorCode }) => {
      const sentence = withCode(cause, errorCode);
      return { at, kind: "move", sentence, status, errorCode } as const;
    }),
    ...notes.map(({ at, kind, sentence, errorCode }) => {
      return {
        at,
        kind,
        sentence: withCode(sentence, errorCode),
        status: null,
        errorCode,
      } as const;
    }),
    ...callbacks.map((delivery) => {
      const { at, errorCode } = delivery;
      return { at, kind: "callback", sentence: told(delivery), status: null, errorCode } as const;
    }),
    ...paid(message, events),
  ];
  // The sort is stable: at the same time a move comes before what it led to.
  return entries.sort((a, b) => a.at - b.at);
}

function withCode(sentence: string, code: number | null): string {
  if (code === null) return sentence;
  const title = codeEntry(code)?.title;
  return title === undefined ? `${sentence} (${code})` : `${sentence} (${code}: ${title})`;
}

function told({ status, attempt, httpStatus, errorCode, url }: CallbackDelivery): string {
  const host = URL.canParse(url) ? new URL(url).host : "nobody";
  const what = `Status callback "${status}" to ${host}, attempt ${attempt}`;
  if (httpStatus !== null) return withCode(`${what}: answered ${httpStatus}.`, errorCode);
  return withCode(`${what}: no answer.`, errorCode);
}

function paid({ price }: Message, events: readonly MessageEvent[]): TimelineEntry[] {
  const at = events.find(({ status }) => isCharged(status))?.at;
  if (at === undefined) return [];
  return [{ at, kind: "price", sentence: priceSentence(price), status: null, errorCode: null }];
}

function priceSentence(price: Price | null): string {
  if (!price) {
    return "Its price is not known; to have one, configure prices.countries or prices.elsewhere.";
  }
  if (price.amount === 0 && price.carrierFee === 0) return "It costs nothing.";
  const fee =
    price.carrierFee === 0 ? "" : `, and ${money(price.carrierFee, price)} to the carrier`;
  return `It costs ${money(price.amount, price)}${fee}.`;
}

function isCharged(status: MessageEvent["status"]): boolean {
  return ["sent", "delivered", "undelivered", "received"].includes(status);
}

function money(millionths: number, { currency }: Price): string {
  return `${(millionths / 1_000_000).toFixed(5)} ${currency}`;
}
