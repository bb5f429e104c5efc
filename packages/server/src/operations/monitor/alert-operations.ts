import { isSid } from "@repartee/protocol";
import { type Alert, type AlertSid, type Alerts, alertText } from "@repartee/runtime";
import { notFound } from "../../http/not-found.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { type ListPlace, noSuchPage } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { toIso8601 } from "../../http/wire-date.ts";
import { readDate } from "../messages/read-date.ts";

/** What the operations on alerts work with. */
export interface AlertParts {
  readonly alerts: Alerts;
}

/** Lists and fetches the warnings and errors of the debugger. */
export function alertOperations({ alerts }: AlertParts): readonly Operation[] {
  async function list(call: Call): Promise<Answer> {
    const level = call.query.choice("LogLevel", ["error", "warning", "notice", "debug"]);
    const since = readDate(call, "StartDate")?.from;
    const until = readDate(call, "EndDate")?.before;
    return answerPage<Alert>(call, {
      key: "alerts",
      filters: ["LogLevel", "StartDate", "EndDate"],
      read: async (limit, ...places) => {
        const [after, before] = await Promise.all(places.map((place) => known(call, place)));
        // Neither level is given here.
        if (level === "notice" || level === "debug") return [];
        const accountSid = call.account.sid;
        return alerts.list({ accountSid, level, since, until, limit, after, before });
      },
      write: (alert) => toJson(call, alert),
    });
  }

  /** @throws RestError 21481 for a place that is no alert of the account. */
  async function known(call: Call, place: ListPlace | undefined): Promise<AlertSid | undefined> {
    if (!place) return undefined;
    const { sid } = place;
    if (isSid(sid, "NO") && (await alerts.find(call.account.sid, sid))) return sid;
    throw noSuchPage();
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
  const { sid, accountSid, at, level, code, request } = alert;
  return {
    sid,
    account_sid: accountSid,
    api_version: "2010-04-01",
    alert_text: alertText(alert),
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
