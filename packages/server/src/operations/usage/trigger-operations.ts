import { createSid } from "@repartee/protocol";
import type { Locate, UsageTrigger } from "@repartee/send-core";
import { categoryNamed, type UsageTriggers, writeValue } from "@repartee/send-core/usage";
import type { Fields } from "../../http/fields.ts";
import { changeOwn, findOwned, ownInDraft } from "../../http/find-owned.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { RestError } from "../../http/rest-error.ts";
import { toRfc2822 } from "../../http/wire-date.ts";
import type { NumberParts } from "../numbers/number-operations.ts";

/** What the operations on usage triggers work with. */
export interface TriggerParts extends NumberParts {
  readonly usageTriggers: Pick<UsageTriggers, "valueNow" | "wake">;
}

const path = "/2010-04-01/Accounts/{AccountSid}/Usage/Triggers";
const differs = "of the categories that usage records have; evaluated within a second";
const methods = ["GET", "POST"] as const;
const fields = ["count", "usage", "price"] as const;
const frequencies = ["daily", "monthly", "yearly", "alltime", ""] as const;

/** Creates, lists, changes and deletes usage triggers. */
export function triggerOperations(parts: TriggerParts): readonly Operation[] {
  const { configuration, clock, locate, usageTriggers: triggers } = parts;

  async function write(trigger: UsageTrigger): Promise<object> {
    return toJson(trigger, await triggers.valueNow(trigger), locate);
  }

  async function list(call: Call): Promise<Answer> {
    const { query } = call;
    const recurring = query.choice("Recurring", frequencies);
    const triggerBy = query.choice("TriggerBy", fields);
    const category = query.text("UsageCategory");
    const all = await configuration.usageTriggers.list(call.account.sid);
    const found = all.filter(
      (one) =>
        (!recurring || (one.recurring ?? "alltime") === recurring) &&
        (!triggerBy || one.triggerBy === triggerBy) &&
        (!category || one.usageCategory === category),
    );
    const values = new Map<string, number>();
    for (const one of found) values.set(one.sid, await triggers.valueNow(one));
    return answerPage<UsageTrigger>(call, {
      key: "usage_triggers",
      filters: ["Recurring", "TriggerBy", "UsageCategory"],
      read: pagesOf(found),
      write: (one) => toJson(one, values.get(one.sid) ?? 0, locate),
    });
  }

  async function create(call: Call): Promise<Answer> {
    const now = clock.now();
    const { form } = call;
    const recurring = form.choice("Recurring", frequencies);
    const watched = {
      accountSid: call.account.sid,
      usageCategory: readCategory(form),
      triggerBy: form.choice("TriggerBy", fields) ?? "usage",
      recurring: recurring === "alltime" || !recurring ? null : recurring,
    };
    const { value, isOffset } = readValue(form);
    const callbackUrl = form.url("CallbackUrl");
    if (!callbackUrl) throw new RestError(20001, "CallbackUrl is required.");
    const trigger: UsageTrigger = {
      ...watched,
      sid: createSid("UT"),
      friendlyName: readName(form) ?? "",
      triggerValue: isOffset ? value + (await triggers.valueNow(watched)) : value,
      callbackUrl,
      callbackMethod: form.choice("CallbackMethod", methods) ?? "POST",
      dateFired: null,
      firing: null,
      dateCreated: now,
      dateUpdated: now,
    };
    await configuration.change(({ usageTriggers }) => usageTriggers.add(trigger));
    triggers.wake();
    return { status: 201, body: await write(trigger) };
  }

  async function update(call: Call): Promise<Answer> {
    const { form } = call;
    const dateUpdated = clock.now();
    const trigger = await configuration.change(({ usageTriggers }) =>
      changeOwn(usageTriggers, call, (current) => ({
        ...current,
        friendlyName: readName(form) ?? current.friendlyName,
        callbackUrl: form.url("CallbackUrl") || current.callbackUrl,
        callbackMethod: form.choice("CallbackMethod", methods) ?? current.callbackMethod,
        dateUpdated,
      })),
    );
    return { status: 200, body: await write(trigger) };
  }

  async function remove(call: Call): Promise<Answer> {
    await configuration.change(({ usageTriggers }) =>
      usageTriggers.remove(ownInDraft(usageTriggers, call).sid),
    );
    return { status: 204 };
  }

  async function fetch(call: Call): Promise<Answer> {
    return { status: 200, body: await write(await findOwned(configuration.usageTriggers, call)) };
  }

  const product = "api";
  return [
    { product, method: "GET", path, run: list },
    { product, method: "POST", path, differs, run: create },
    { product, method: "GET", path: `${path}/{Sid}`, run: fetch },
    { product, method: "POST", path: `${path}/{Sid}`, run: update },
    { product, method: "DELETE", path: `${path}/{Sid}`, run: remove },
  ];
}

/** @throws RestError 20001 for a category that usage records do not have. */
function readCategory(form: Fields): string {
  const name = form.text("UsageCategory") ?? "";
  if (categoryNamed(name)) return name;
  throw new RestError(
    20001,
    `UsageCategory must be one of the usage records, such as sms or totalprice, got "${name}".`,
  );
}

/** A value, or one that counts from now, such as `+30`. @throws RestError 20001 for anything else. */
function readValue(form: Fields): { readonly value: number; readonly isOffset: boolean } {
  const text = form.text("TriggerValue") ?? "";
  if (/^\+?\d{1,12}(\.\d{1,6})?$/.test(text)) {
    return { value: Number(text), isOffset: text.startsWith("+") };
  }
  throw new RestError(20001, `TriggerValue must be a number such as 50 or +30, got "${text}".`);
}

/** @throws RestError 20001 for a name of more than 64 characters. */
function readName(form: Fields): string | undefined {
  const name = form.text("FriendlyName");
  if (name === undefined || name.length <= 64) return name;
  throw new RestError(20001, `FriendlyName takes up to 64 characters, got ${name.length}.`);
}

function toJson(trigger: UsageTrigger, currentValue: number, locate: Locate): object {
  const { sid, accountSid, dateFired, usageCategory } = trigger;
  const usage = `/2010-04-01/Accounts/${accountSid}/Usage`;
  return {
    sid,
    account_sid: accountSid,
    api_version: "2010-04-01",
    friendly_name: trigger.friendlyName || null,
    usage_category: usageCategory,
    trigger_by: trigger.triggerBy,
    trigger_value: writeValue(trigger.triggerValue),
    current_value: writeValue(currentValue),
    recurring: trigger.recurring,
    callback_url: locate(trigger.callbackUrl),
    callback_method: trigger.callbackMethod,
    date_created: toRfc2822(trigger.dateCreated),
    date_updated: toRfc2822(trigger.dateUpdated),
    date_fired: dateFired === null ? null : toRfc2822(dateFired),
    usage_record_uri: `${usage}/Records?Category=${usageCategory}`,
    uri: `${usage}/Triggers/${sid}`,
  };
}
