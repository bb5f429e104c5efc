import type { Message } from "../../message.ts";
import type { SenderDirectory } from "../../ports/directory/sender-directory.ts";
import type { Lookup } from "../../ports/lookup.ts";
import type { Refusal } from "../../refusal.ts";
import type { ReachRules } from "./route.ts";

export interface RegistrationParts {
  readonly senders: SenderDirectory;
  readonly lookup: Lookup;
  readonly reach: ReachRules;
}

/** Why a message must not go from its number; `undefined` when it may, or registration is not asked for. */
export async function checkRegistration(
  { from, to }: Message,
  { senders, lookup, reach }: RegistrationParts,
): Promise<Omit<Refusal, "ok"> | undefined> {
  if (!reach.requireRegistration || from === null) return undefined;
  const sender = await senders.find(from);
  const { country } = await lookup.find(to);
  if (sender?.type === "long-code" && country === "US" && sender.campaign === undefined) {
    return { code: 30034, sentence: "The number is in no registered campaign." };
  }
  const isVerifiable = country === "US" || country === "CA";
  if (sender?.type === "toll-free" && isVerifiable && !sender.registeredIn?.includes(country)) {
    return { code: 30032, sentence: `The toll-free number is not verified for ${country}.` };
  }
  return undefined;
}
