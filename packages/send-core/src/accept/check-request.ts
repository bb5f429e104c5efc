import {
  countCharacters,
  isAlphanumericSender,
  isE164,
  isHttpUrl,
  isShortCode,
  MAX_BODY_CHARACTERS,
  MAX_MEDIA,
} from "@repartee/protocol";
import type { Sender } from "../ports/directory/sender-directory.ts";
import { type Refusal, refusal } from "../refusal.ts";
import type { SendRequest } from "../send-core.ts";
import { checkChannel } from "./check-channel.ts";
import { isPossibleNumber } from "./possible-number.ts";

const MAX_CALLBACK_URL = 4000;
const MAX_VALIDITY_S = 36_000;

/** Why a request cannot be accepted, by the platform's own codes; `undefined` when it can. */
export function checkRequest(
  request: SendRequest,
  sender: Sender | undefined,
): Refusal | undefined {
  return (
    checkRecipient(request) ??
    checkFrom(request) ??
    checkContent(request) ??
    checkCallback(request) ??
    checkValidity(request) ??
    checkSender(request, sender)
  );
}

function checkRecipient({ to }: SendRequest): Refusal | undefined {
  if (to === "") return refusal(21604, "A 'To' phone number is required.");
  if (isPossibleNumber(to)) return undefined;
  const channel = checkChannel("To", to);
  if (channel) return channel;
  if (isShortCode(to)) return refusal(21265, "'To' cannot be a short code.");
  return refusal(21211, `The 'To' number ${to} is not a valid phone number.`);
}

function checkFrom({ from, to, messagingServiceSid }: SendRequest): Refusal | undefined {
  if (from === "") {
    if (messagingServiceSid) return undefined;
    return refusal(21603, "A 'From' phone number or a 'MessagingServiceSid' is required.");
  }
  if (!isE164(from) && !isShortCode(from) && !isAlphanumericSender(from)) {
    const sentence = `The 'From' number ${from} is not a valid phone number, short code, or alphanumeric sender ID.`;
    return checkChannel("From", from) ?? refusal(21212, sentence);
  }
  if (from === to) return refusal(21266, "'To' and 'From' number cannot be the same.");
  return undefined;
}

function checkContent({ body, mediaUrls }: SendRequest): Refusal | undefined {
  if (mediaUrls.length === 0) {
    if (body === "") return refusal(21602, "Message body is required.");
    if (body.trim() === "") return refusal(21619, "The message has neither text nor media.");
  }
  const characters = countCharacters(body);
  if (characters > MAX_BODY_CHARACTERS) {
    return refusal(
      21617,
      `The body has ${characters} characters; ${MAX_BODY_CHARACTERS} is the most.`,
    );
  }
  if (mediaUrls.length > MAX_MEDIA) {
    return refusal(21623, `The message has ${mediaUrls.length} media; ${MAX_MEDIA} is the most.`);
  }
  const wrong = mediaUrls.findIndex((url) => !isHttpUrl(url));
  return wrong < 0
    ? undefined
    : refusal(21620, `MediaUrl ${wrong} is not an absolute http(s) URL.`);
}

function checkCallback({ statusCallback }: SendRequest): Refusal | undefined {
  if (!statusCallback) return undefined;
  const { url } = statusCallback;
  if (url.length > MAX_CALLBACK_URL || !isHttpUrl(url) || new URL(url).hostname.includes("_")) {
    return refusal(21609, "The 'StatusCallback' URL is not a valid http(s) URL.");
  }
  return undefined;
}

function checkValidity({ validityPeriod }: SendRequest): Refusal | undefined {
  if (validityPeriod === undefined) return undefined;
  if (Number.isInteger(validityPeriod) && validityPeriod >= 1 && validityPeriod <= MAX_VALIDITY_S) {
    return undefined;
  }
  return refusal(21624, `'ValidityPeriod' must be 1 to ${MAX_VALIDITY_S} seconds.`);
}

function checkSender(
  { accountSid, from, mediaUrls, sendAsMms }: SendRequest,
  sender: Sender | undefined,
): Refusal | undefined {
  if (from === "") return undefined;
  const isMms = mediaUrls.length > 0 || sendAsMms === true;
  if (!sender || sender.accountSid !== accountSid) {
    return refusal(21606, `The 'From' number ${from} is not a number of this account.`);
  }
  if (isMms && !sender.mms) {
    return refusal(21621, `The 'From' number ${from} cannot send MMS.`);
  }
  if (!isMms && !sender.sms) {
    return refusal(21661, `The 'From' number ${from} cannot send SMS.`);
  }
  return undefined;
}
