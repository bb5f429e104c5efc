import type { Platform } from "@repartee/platform";
import { finishedExchange, phone } from "../support/phone.ts";
import { photoFile } from "../support/pictures.ts";
import { handset, ourNumber } from "../support/platform.ts";

/** The text of a message that a handset receives, and how many pictures come with it. */
export type Received = readonly [body: string, media: number];

export interface Outcome {
  readonly receives: readonly Received[];
  /** Codes of the alerts. */
  readonly alerts: readonly number[];
}

export interface Text {
  readonly from?: string;
  readonly body?: string;
  readonly pictures?: number;
}

/** Sends a text from a handset. Resolves with what comes back, once it has arrived. */
export async function text(
  { url }: Platform,
  { from = handset, body = "Hi", pictures = 0 }: Text = {},
): Promise<Outcome> {
  const person = phone(url, from);
  const files = await Promise.all(Array.from({ length: pictures }, () => photoFile()));
  const sent = await person.sends(ourNumber, body, files);
  const exchange = await finishedExchange(url, sent.exchange_sid);
  const receives: Received[] = [];
  for (const { sid } of exchange.messages.filter(({ sid }) => sid !== sent.sid)) {
    const { body, media } = await person.receives((message) => message.sid === sid);
    receives.push([body, media.length]);
  }
  return { receives, alerts: exchange.notices.map(({ code }) => code) };
}
