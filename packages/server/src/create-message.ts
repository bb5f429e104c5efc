import type { AccountSid } from "@repartee/protocol";
import type { Message, SendCore, SendRequest } from "@repartee/send-core";
import { z } from "zod";
import { RestError } from "./rest-error.ts";

const list = z.preprocess((value) => [value ?? []].flat(), z.array(z.string()));

// Unknown parameters are ignored, as the platform does. What the send core judges stays a string.
const wire = z.object({
  To: z.string().default(""),
  From: z.string().default(""),
  Body: z.string().default(""),
  MediaUrl: list,
  StatusCallback: z.string().optional(),
  StatusCallbackMethod: z.enum(["GET", "POST"]).default("POST"),
});

/**
 * Creates a message from the form of a POST.
 *
 * @throws RestError with the documented code when the message is refused.
 */
export async function createMessage(
  sendCore: SendCore,
  accountSid: AccountSid,
  form: unknown,
): Promise<Message> {
  const result = await sendCore.send(toSendRequest(accountSid, form));
  if (!result.ok) throw new RestError(result.code, result.sentence);
  return result.message;
}

function toSendRequest(accountSid: AccountSid, form: unknown): SendRequest {
  const parsed = wire.safeParse(form ?? {});
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => String(issue.path[0])).join(", ");
    throw new RestError(20422, `Given twice or malformed: ${names}.`);
  }
  const { To, From, Body, MediaUrl, StatusCallback, StatusCallbackMethod } = parsed.data;
  return {
    accountSid,
    direction: "outbound-api",
    from: From,
    to: To,
    body: Body,
    mediaUrls: MediaUrl,
    statusCallback:
      StatusCallback === undefined
        ? undefined
        : { url: StatusCallback, method: StatusCallbackMethod },
  };
}
