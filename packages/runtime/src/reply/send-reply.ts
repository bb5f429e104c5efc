import type { MessageVerb } from "@repartee/markup";
import type { CallbackTarget, Message, Refusal, SendCore, SendResult } from "@repartee/send-core";

/** The markup's own code for what the send core refuses. */
const markupCodes: Readonly<Record<number, number>> = {
  21211: 14101,
  21265: 14101,
  21266: 14101,
  21604: 14101,
  21212: 14102,
  21603: 14102,
  21606: 14102,
  21661: 14108,
  21602: 14103,
  21617: 14103,
  21619: 14103,
  21609: 14105,
};

/** A message whose sender and recipient are known. */
export type AddressedVerb = MessageVerb & { readonly from: string; readonly to: string };

/**
 * Sends one Message verb.
 *
 * @param index counts the replies to this message; with it, a session that is run again after a
 * crash sends no reply twice.
 * @param failure for which the message is kept as failed, and not sent. Default: it is sent.
 */
export async function sendReply(
  sendCore: SendCore,
  inbound: Message,
  verb: AddressedVerb,
  base: string,
  index: number,
  failure?: Omit<Refusal, "ok">,
): Promise<SendResult> {
  const result = await sendCore.send({
    accountSid: inbound.accountSid,
    direction: "outbound-reply",
    from: verb.from,
    to: verb.to,
    body: verb.body,
    mediaUrls: verb.media.map((url) => absolute(url, base)),
    statusCallback: callback(verb, base),
    idempotencyKey: `${inbound.sid}/reply/${index}`,
    failure,
  });
  return result.ok ? result : { ...result, code: markupCodes[result.code] ?? result.code };
}

// The documentation promises relative URLs for Redirect and the callbacks only. Whether Media may be
// relative is unconfirmed; resolving it serves apps that answer with "/pictures/1.jpg".
function absolute(url: string, base: string): string {
  return URL.canParse(url, base) ? new URL(url, base).href : url;
}

// Which of the two is the status URL depends on the inbound message's kind, and setting both to
// different values is undefined: statusCallback wins, action serves when it stands alone.
function callback(verb: MessageVerb, base: string): CallbackTarget | undefined {
  const url = verb.statusCallback ?? verb.action;
  return url === undefined
    ? undefined
    : { url: absolute(url, base), method: verb.method ?? "POST" };
}
