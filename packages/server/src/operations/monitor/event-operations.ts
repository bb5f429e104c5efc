import { isSid } from "@repartee/protocol";
import type { AccountEvent, AccountEvents } from "@repartee/send-core";
import { notFound } from "../../http/not-found.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { type ListPlace, noSuchPage } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { toIso8601 } from "../../http/wire-date.ts";
import { readDate } from "../messages/read-date.ts";
import { productOrigin } from "./product-origin.ts";

/** What the operations on events work with. */
export interface EventParts {
  readonly accountEvents: AccountEvents;
}

const path = "/v1/Events";

/** Lists and fetches what was changed in an account. */
export function eventOperations({ accountEvents }: EventParts): readonly Operation[] {
  async function list(call: Call): Promise<Answer> {
    const { query } = call;
    const wanted = {
      actorSid: query.text("ActorSid") || undefined,
      eventType: query.text("EventType") || undefined,
      resourceSid: query.text("ResourceSid") || undefined,
      sourceIpAddress: query.text("SourceIpAddress") || undefined,
      since: readDate(call, "StartDate")?.from,
      until: readDate(call, "EndDate")?.before,
    };
    return answerPage<AccountEvent>(call, {
      key: "events",
      filters: ["ActorSid", "EventType", "ResourceSid", "SourceIpAddress", "StartDate", "EndDate"],
      read: async (limit, ...places) => {
        const [after, before] = await Promise.all(places.map((place) => known(call, place)));
        return accountEvents.list({
          accountSid: call.account.sid,
          ...wanted,
          limit,
          after,
          before,
        });
      },
      write: (event) => toJson(call, event),
    });
  }

  /** @throws RestError 21481 for a place that is not an event of the account. */
  async function known(call: Call, place: ListPlace | undefined): Promise<string | undefined> {
    if (!place) return undefined;
    if (await accountEvents.find(call.account.sid, place.sid)) return place.sid;
    throw noSuchPage();
  }

  async function fetch(call: Call): Promise<Answer> {
    const { Sid } = call.path;
    const event = isSid(Sid, "AE") ? await accountEvents.find(call.account.sid, Sid) : undefined;
    if (!event) throw notFound(call);
    return { status: 200, body: toJson(call, event) };
  }

  const differs = "of changes through the REST API alone; some event types have other names";
  return [
    { product: "monitor", method: "GET", path, differs, run: list },
    { product: "monitor", method: "GET", path: `${path}/{Sid}`, differs, run: fetch },
  ];
}

function toJson({ origin }: Call, event: AccountEvent): object {
  const { sid, resourceType, action, actorSid } = event;
  const api = productOrigin(origin, "api");
  return {
    sid,
    account_sid: event.accountSid,
    actor_sid: actorSid,
    actor_type: "account",
    description: null,
    event_data: { resource_properties: event.properties },
    event_date: toIso8601(event.at),
    event_type: `${resourceType}.${action}`,
    resource_sid: event.resourceSid,
    resource_type: resourceType,
    source: "api",
    source_ip_address: event.sourceIpAddress,
    url: `${origin}${path}/${sid}`,
    links: {
      actor: `${api}/2010-04-01/Accounts/${actorSid}`,
      resource: event.resourceUrl,
    },
  };
}
