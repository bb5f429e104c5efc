import { createSid, redactUrls } from "@repartee/protocol";
import type { AccountEvents, ChangedProperty, Clock } from "@repartee/send-core";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { productOrigin } from "./product-origin.ts";
import { recordedChange } from "./recorded-resources.ts";

/** What recording changes works with. */
export interface RecordingParts {
  readonly accountEvents: AccountEvents;
  readonly clock: Clock;
}

type Properties = Readonly<Record<string, unknown>>;

/**
 * Records an event for each change of configuration that the operations make. It is stored before the
 * client has its response: a crash in between loses only changes that no client knows to be made.
 */
export function recordChanges(
  operations: readonly Operation[],
  { accountEvents, clock }: RecordingParts,
): readonly Operation[] {
  return operations.map((operation) => {
    const change = recordedChange(operation);
    if (!change) return operation;
    const { resourceType, action, sidName } = change;
    const fetch = operations.find(
      ({ product, method, path }) =>
        product === operation.product && method === "GET" && path === operation.path,
    );

    async function run(call: Call): Promise<Answer> {
      // Test credentials change nothing: Twilio, "Test credentials", twilio.com/docs/iam/test-credentials.
      if (call.caller.isTest) return operation.run(call);
      const before = sidName === undefined || !fetch ? {} : propertiesOf(await fetch.run(call));
      const answer = await operation.run(call);
      const after = propertiesOf(answer);
      const resourceSid = sidName === undefined ? textOf(after.sid) : (call.path[sidName] ?? "");
      await accountEvents.add({
        sid: createSid("AE"),
        accountSid: call.account.sid,
        at: clock.now(),
        resourceType,
        action,
        resourceSid,
        resourceUrl: urlOf(call, resourceSid, sidName === undefined),
        actorSid: call.caller.sid,
        sourceIpAddress: (call.req.socket.remoteAddress ?? "").replace(/^::ffff:/, ""),
        properties: action === "updated" ? differences(before, after) : {},
      });
      return answer;
    }

    return { ...operation, run };
  });
}

function propertiesOf(answer: Answer): Properties {
  return "body" in answer && answer.body ? Object.fromEntries(Object.entries(answer.body)) : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function urlOf({ operation, origin, req }: Call, sid: string, isCreated: boolean): string {
  const path = req.path.replace(/\.(json|xml)$/, "");
  return `${productOrigin(origin, operation.product)}${path}${isCreated ? `/${sid}` : ""}`;
}

/** Those that follow from a change, and those that must not be stored in plain text. */
const unrecorded = new Set(["date_updated", "auth_token", "secret"]);

function differences(before: Properties, after: Properties): Record<string, ChangedProperty> {
  const names = Object.keys(after).filter(
    (name) =>
      !unrecorded.has(name) &&
      name in before &&
      JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return Object.fromEntries(
    names.map((name) => [
      name,
      { previous: withoutPassword(before[name]), updated: withoutPassword(after[name]) },
    ]),
  );
}

/** Events outlive what they record; a password in a webhook's URL does not belong to them. */
function withoutPassword(value: unknown): unknown {
  return typeof value === "string" ? redactUrls(value) : value;
}
