import { isSid } from "@repartee/protocol";
import type { Alert, Alerts } from "@repartee/runtime";
import { readDate } from "./message-operations.ts";
import { notFound } from "./not-found.ts";
import type { Answer, Call, Operation } from "./operation.ts";
import { answerPage } from "./paging.ts";
import { toIso8601 } from "./wire-date.ts";

/** What the operations on alerts work with. */
export interface AlertParts {
  readonly alerts: Alerts;
}

/** Lists and fetches the warnings and errors of the debugger. */
export function alertOperations({ alerts }: AlertParts): readonly Operation[] {
  async function list(call: Call): Promise<Answer> {
    const level = call.query.choice("LogLevel", ["error", "warning", "notice", "debug"]);
    const from = readDate(call, "StartDate")?.from;
    const before = readDate(call, "EndDate")?.before;
    return answerPage<Alert>(call, {
      key: "alerts",
      filters: ["LogLevel", "StartDate", "EndDate"],
      isForwardOnly: true,
      read: async (limit, after) =>
        level === "notice" || level === "debug"
          ? []
          : alerts.list({
              accountSid: call.account.sid,
              level,
              from,
              before,
              limit,
              after: isSid(after, "NO") ? after : undefined,
            }),
      write: (alert) => toJson(call, alert),
    });
  }

  async function fetch(call: Call): Promise<Answer> {
    const { Sid } = call.path;
    const alert = isSid(Sid, "NO") ? await alerts.find(call.account.sid, Sid) : undefined;
    if (!alert) throw notFound(call);
    const { request } = alert;
    const body = {
      ...toJson(call, alert),
      request_headers: request && JSON.stringify(Object.fromEntries(request.headers)),
      request_variables: request && String(new URLSearchParams(request.params.map(pair))),
      response_headers:
        request?.response && JSON.stringify(Object.fromEntries(request.response.headers)),
      response_body: request?.response?.body ?? null,
    };
    return { status: 200, body };
  }

  const path = "/v1/Alerts";
  return [
    { product: "monitor", method: "GET", path, run: list },
    { product: "monitor", method: "GET", path: `${path}/{Sid}`, run: fetch },
  ];
}

const pair = ([name, value]: readonly [string, string]): [string, string] => [name, value];

function toJson({ origin }: Call, alert: Alert): object {
  const { sid, accountSid, at, level, code, sentence, request } = alert;
  return {
    sid,
    account_sid: accountSid,
    api_version: "2010-04-01",
    alert_text: sentence,
    date_created: toIso8601(at),
    date_generated: toIso8601(at),
    date_updated: toIso8601(at),
    error_code: String(code),
    log_level: level,
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    request_method: request?.method ?? null,
    request_url: request?.url ?? null,
    resource_sid: alert.resourceSid,
    service_sid: alert.serviceSid,
    url: `${origin}/v1/Alerts/${sid}`,
  };
}
