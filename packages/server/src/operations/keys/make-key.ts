import { randomBytes } from "node:crypto";
import { type AccountSid, createSid } from "@repartee/protocol";
import type { ApiKey } from "@repartee/send-core";
import { hashSecret } from "../../auth/compare-secrets.ts";
import type { Fields } from "../../http/fields.ts";
import { RestError } from "../../http/rest-error.ts";
import { toRfc2822 } from "../../http/wire-date.ts";

/** A new API key, and its secret: it is shown once, and stored only as a hash. */
export function makeKey(
  accountSid: AccountSid,
  form: Fields,
  now: number,
): { readonly key: ApiKey; readonly secret: string } {
  const secret = randomBytes(24).toString("base64url");
  const key: ApiKey = {
    sid: createSid("SK"),
    accountSid,
    friendlyName: readName(form) ?? "",
    secretHash: hashSecret(secret),
    dateCreated: now,
    dateUpdated: now,
  };
  return { key, secret };
}

/** The key with the name that a form gives it. */
export function renameKey(key: ApiKey, form: Fields, now: number): ApiKey {
  return { ...key, friendlyName: readName(form) ?? key.friendlyName, dateUpdated: now };
}

/** A key as the API writes it, without its secret. */
export function toKeyJson(key: ApiKey): object {
  return {
    sid: key.sid,
    friendly_name: key.friendlyName,
    date_created: toRfc2822(key.dateCreated),
    date_updated: toRfc2822(key.dateUpdated),
  };
}

/** @throws RestError 20001 for a name of more than 64 characters. */
function readName(form: Fields): string | undefined {
  const name = form.text("FriendlyName");
  if (name !== undefined && name.length > 64)
    throw new RestError(20001, `FriendlyName takes up to 64 characters, got ${name.length}.`);
  return name;
}
