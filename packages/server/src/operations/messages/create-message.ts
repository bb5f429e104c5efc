import { isSid } from "@repartee/protocol";
import {
  type Configuration,
  type Message,
  type SendCore,
  type SendRequest,
  testSend,
} from "@repartee/send-core";
import type { Call } from "../../http/operation.ts";
import { RestError } from "../../http/rest-error.ts";
import { parseMoment } from "../../http/wire-date.ts";
import { payloadFingerprint } from "./payload-fingerprint.ts";

/** What creating messages works with. */
export interface MessageParts {
  readonly sendCore: SendCore;
  readonly configuration: Configuration;
}

/**
 * Creates a message from the form of a POST. With test credentials nothing is stored or sent.
 *
 * @throws RestError with the documented code when the message is refused.
 */
export async function createMessage(
  { sendCore, configuration }: MessageParts,
  call: Call,
): Promise<Message> {
  if (call.account.status !== "active") {
    throw new RestError(10001, `The account is ${call.account.status}.`);
  }
  const request = await toSendRequest(configuration, call);
  const result = call.account.isTest ? testSend(request) : await sendCore.send(request);
  if (!result.ok) throw new RestError(result.code, result.sentence);
  return result.message;
}

// Unknown parameters are ignored, as the platform does. What the send core judges stays as it is.
async function toSendRequest(
  configuration: Configuration,
  { account, form, req }: Call,
): Promise<SendRequest> {
  if (form.all("To").length > 1) throw new RestError(21653, "Give one 'To' for each message.");
  const from = form.text("From") ?? "";
  const isService = isSid(from, "MG");
  const messagingServiceSid = isService ? from : form.text("MessagingServiceSid") || undefined;
  refuseWhatIsNotHere({ form, from: isService ? "" : from, messagingServiceSid });
  const idempotencyKey = req.get("Idempotency-Key") || undefined;
  const sendAt = form.text("SendAt");
  const validityPeriod = form.text("ValidityPeriod");
  return {
    accountSid: account.sid,
    direction: "outbound-api",
    from: isService ? "" : from,
    to: form.text("To") ?? "",
    body: form.text("Body") ?? "",
    mediaUrls: form.all("MediaUrl"),
    statusCallback: await statusCallback(configuration, account.sid, form),
    messagingServiceSid,
    validityPeriod: validityPeriod === undefined ? undefined : Number(validityPeriod),
    scheduleType: form.text("ScheduleType"),
    sendAt: sendAt === undefined ? undefined : (parseMoment(sendAt) ?? Number.NaN),
    smartEncoded: form.flag("SmartEncoded"),
    sendAsMms: form.flag("SendAsMms"),
    idempotencyKey,
    fingerprint: idempotencyKey && payloadFingerprint(form),
  };
}

/** The parameter goes before the application's URL. */
async function statusCallback(
  { applications }: Configuration,
  accountSid: string,
  form: Call["form"],
): Promise<SendRequest["statusCallback"]> {
  const url = form.text("StatusCallback");
  const method = form.choice("StatusCallbackMethod", ["GET", "POST"]) ?? "POST";
  if (url) return { url, method };
  const sid = form.text("ApplicationSid");
  if (!sid) return undefined;
  const application = await applications.find(sid);
  if (application?.accountSid !== accountSid) {
    throw new RestError(21218, "ApplicationSid is not an application of this account.");
  }
  const { messageStatusCallback } = application;
  return messageStatusCallback === "" ? undefined : { url: messageStatusCallback, method: "POST" };
}

/** Features that an account must have been given on the platform: none has them here. */
function refuseWhatIsNotHere({ form, from, messagingServiceSid }: Asked): void {
  if (form.text("ContentSid")) {
    throw new RestError(21655, "Content templates are not supported; send a Body.");
  }
  if (form.text("ContentVariables") !== undefined) {
    throw new RestError(21654, "ContentVariables need a ContentSid.");
  }
  if (form.choice("ContentRetention", ["retain", "discard"]) === "discard") {
    throw new RestError(30029, "To discard content is not enabled.");
  }
  if (form.choice("AddressRetention", ["retain", "obfuscate"]) === "obfuscate") {
    throw new RestError(30030, "To obfuscate addresses is not enabled.");
  }
  if (form.text("FallbackFrom")) {
    if (from !== "") throw new RestError(21664, "FallbackFrom cannot be with From.");
    if (!messagingServiceSid) {
      throw new RestError(21666, "FallbackFrom needs a MessagingServiceSid.");
    }
    throw new RestError(21667, "The service has no RCS sender to fall back from.");
  }
  // They change nothing here, and have to be what they may be.
  form.choice("RiskCheck", ["enable", "disable"]);
  form.flag("ShortenUrls");
  form.flag("ProvideFeedback");
  form.flag("ForceDelivery");
}

interface Asked extends Pick<Call, "form"> {
  readonly from: string;
  readonly messagingServiceSid: string | undefined;
}
