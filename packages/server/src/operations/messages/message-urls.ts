import type { Locate, MessageUrls } from "@repartee/send-core";
import type { Fields } from "../../http/fields.ts";

/** URLs of a resource that has none yet. */
export const noUrls: MessageUrls = {
  smsUrl: "",
  smsMethod: "POST",
  smsFallbackUrl: "",
  smsFallbackMethod: "POST",
  statusCallback: "",
  statusCallbackMethod: "POST",
};

const methods = ["GET", "POST"] as const;

/** Takes the URLs of a form over those before; what it does not name stays. */
export function readUrls(form: Fields, before: MessageUrls): MessageUrls {
  return {
    smsUrl: form.url("SmsUrl") ?? before.smsUrl,
    smsMethod: form.choice("SmsMethod", methods) ?? before.smsMethod,
    smsFallbackUrl: form.url("SmsFallbackUrl") ?? before.smsFallbackUrl,
    smsFallbackMethod: form.choice("SmsFallbackMethod", methods) ?? before.smsFallbackMethod,
    statusCallback: form.url("StatusCallback") ?? before.statusCallback,
    statusCallbackMethod:
      form.choice("StatusCallbackMethod", methods) ?? before.statusCallbackMethod,
  };
}

/** The same as the API writes them, leading where requests go. */
export function toUrlsJson(urls: MessageUrls, locate: Locate): Readonly<Record<string, string>> {
  return {
    ...toSmsUrlsJson(urls, locate),
    status_callback: locate(urls.statusCallback),
    status_callback_method: urls.statusCallbackMethod,
  };
}

/** Those of them that a short code has. */
export function toSmsUrlsJson(urls: MessageUrls, locate: Locate): Readonly<Record<string, string>> {
  return {
    sms_url: locate(urls.smsUrl),
    sms_method: urls.smsMethod,
    sms_fallback_url: locate(urls.smsFallbackUrl),
    sms_fallback_method: urls.smsFallbackMethod,
  };
}
