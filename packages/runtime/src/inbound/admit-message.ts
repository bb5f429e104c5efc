import {
  countCharacters,
  isE164,
  isShortCode,
  MAX_BODY_CHARACTERS,
  MAX_MEDIA,
  MAX_MESSAGE_BYTES,
} from "@repartee/protocol";
import { type Refusal, refusal } from "@repartee/send-core";
import type { HandsetMessage } from "../runtime.ts";

// "Group MMS: up to 10 participants": Twilio, "Group texting", twilio.com/docs/conversations/group-texting.
const MAX_PARTICIPANTS = 10;

/** Why a handset's message cannot get in; `undefined` when it can. */
export function refuseMessage(message: HandsetMessage): Refusal | undefined {
  const { from, to, body, media, otherRecipients = [] } = message;
  if (!isE164(from))
    return refusal(21212, `From must be in E.164 form, such as +14155550100, got "${from}".`);
  if (!isE164(to) && !isShortCode(to)) {
    const sentence = `To must be a short code or in E.164 form, such as +15005550006, got "${to}".`;
    return refusal(21211, sentence);
  }
  if (from === to) return refusal(21266, "From and To are the same number.");
  const stranger = otherRecipients.find((other) => !isE164(other));
  if (stranger !== undefined)
    return refusal(21211, `OtherRecipients must be in E.164 form, got "${stranger}".`);
  if (otherRecipients.length > MAX_PARTICIPANTS - 2) {
    const sentence = `The message has ${otherRecipients.length + 2} participants; at most ${MAX_PARTICIPANTS} are allowed.`;
    return refusal(21211, sentence);
  }
  if (body === "" && media.length === 0)
    return refusal(21619, "The message has neither text nor media.");
  const characters = countCharacters(body);
  if (characters > MAX_BODY_CHARACTERS) {
    return refusal(
      21617,
      `The body has ${characters} characters; at most ${MAX_BODY_CHARACTERS} are allowed.`,
    );
  }
  if (media.length > MAX_MEDIA) {
    return refusal(21623, `The message has ${media.length} media; ${MAX_MEDIA} is the most.`);
  }
  const size = media.reduce((sum, item) => sum + item.bytes.length, Buffer.byteLength(body));
  if (size > MAX_MESSAGE_BYTES) {
    return refusal(
      11751,
      `Body and media are ${size} bytes together; ${MAX_MESSAGE_BYTES} is the most.`,
    );
  }
  return undefined;
}
