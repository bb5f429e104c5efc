import { onTestFinished } from "vitest";
import type { Message, MessagingService } from "../../index.ts";
import {
  accountSid,
  handset,
  longCode,
  openCore,
  sender,
  type TestCore,
  type TestCoreOptions,
} from "../../test/open-core.ts";

export const secondCode = "+15005550010";
export const serviceSid = `MG${"1".repeat(32)}` as const;
export const pool: MessagingService = { sid: serviceSid, accountSid, senders: [longCode, secondCode] };

export const senders = (address: string) =>
  address === secondCode ? { ...mine(longCode), address } : sender(address);

function mine(address: string) {
  const known = sender(address);
  if (!known) throw new Error(`${address} is no sender.`);
  return known;
}

export async function opened(options: TestCoreOptions = {}): Promise<TestCore> {
  const testCore = await openCore({ senders, ...options });
  onTestFinished(testCore.close);
  return testCore;
}

export async function write({ core }: TestCore, body: string, to = longCode): Promise<Message> {
  return core.receive({ accountSid, from: handset, to, body, media: [] });
}

/** What the handset has got, as it was sent. */
export async function got({ core, clock }: TestCore): Promise<readonly string[]> {
  await clock.advance(60_000);
  const messages = await core.conversation(handset);
  return messages
    .filter(({ direction, status }) => direction === "outbound-reply" && status === "delivered")
    .map(({ body }) => body);
}
