import { type AccountSid, codeEntry, type FormPairs } from "@repartee/protocol";
import { type Alert, alertText } from "./alert.ts";

/**
 * Writes an alert as the parameters of the documented debugger webhook.
 *
 * @param parentSid of the account above that of the alert, if there is one.
 */
export function alertFields(alert: Alert, parentSid?: AccountSid): FormPairs {
  return [
    ["Sid", alert.sid],
    ["AccountSid", alert.accountSid],
    ["ParentAccountSid", parentSid ?? ""],
    ["Timestamp", new Date(alert.at).toISOString()],
    ["Level", alert.level.toUpperCase()],
    ["PayloadType", "application/json"],
    ["Payload", JSON.stringify(payload(alert))],
  ];
}

function payload(alert: Alert): object {
  const { request, resourceSid, serviceSid, code, level, sentence, line, column } = alert;
  return {
    resource_sid: resourceSid,
    service_sid: serviceSid,
    error_code: String(code),
    more_info: {
      Msg: codeEntry(code)?.title ?? sentence,
      msg: alertText(alert),
      ErrorCode: String(code),
      LogLevel: level.toUpperCase(),
      ...(request === null ? {} : { url: request.url }),
      ...(request?.response ? { httpResponse: String(request.response.status) } : {}),
      ...(line === null ? {} : { parserMessage: `Line ${line}, column ${column}: ${sentence}` }),
    },
    webhook: {
      type: "application/json",
      request: {
        method: request?.method ?? null,
        url: request?.url ?? null,
        headers: Object.fromEntries(request?.headers ?? []),
        parameters: Object.fromEntries(request?.params ?? []),
      },
      response: {
        status_code: request?.response?.status ?? null,
        headers: Object.fromEntries(request?.response?.headers ?? []),
        body: request?.response?.body ?? null,
      },
    },
  };
}
