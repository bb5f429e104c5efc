import { type FormPairs, sign, toInboundMessageFields, writeForm } from "@repartee/protocol";
import { authToken } from "../../protocol/src/signature/signature-vectors.fixture.ts";
import type { WebhookRequest } from "./request/webhook-request.ts";

export { authToken };
export const messageSid = "SM00000000000000000000000000000001";
export const accountSid = "AC00000000000000000000000000000001";
export const publicUrl = "https://app.example.com";

/** An inbound picture. */
export const fields = toInboundMessageFields({
  messageSid,
  accountSid,
  from: "+14155550100",
  to: "+14155550199",
  body: "Hi there",
  numSegments: 1,
  media: [
    {
      url: "https://api.example.com/Media/ME00000000000000000000000000000001",
      contentType: "image/jpeg",
    },
  ],
});

/** A signed request. */
export function post(
  params: FormPairs,
  headers: Record<string, string> = {},
  target = "/sms",
): WebhookRequest {
  const all: Record<string, string> = {
    "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
    "x-twilio-signature": sign({ authToken, url: publicUrl + target, params }),
    ...headers,
  };
  return {
    method: "POST",
    target,
    header: (name) => all[name],
    body: async () => Buffer.from(writeForm(params)),
  };
}

