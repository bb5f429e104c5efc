import { createHash } from "node:crypto";
import { createSid, isE164 } from "@repartee/protocol";
import { type CallerId, friendlyNumber } from "@repartee/send-core";
import { changeOwn, findOwned, ownInDraft } from "../../http/find-owned.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { RestError } from "../../http/rest-error.ts";
import { toRfc2822 } from "../../http/wire-date.ts";
import type { NumberParts } from "../numbers/number-operations.ts";

const path = "/2010-04-01/Accounts/{AccountSid}/OutgoingCallerIds";

/** Verifies, lists, renames and deletes caller IDs: numbers of an account outside of the platform. */
export function callerIdOperations({ configuration, clock }: NumberParts): readonly Operation[] {
  async function list(call: Call): Promise<Answer> {
    const number = call.query.text("PhoneNumber");
    const name = call.query.text("FriendlyName");
    const all = await configuration.callerIds.list(call.account.sid);
    const found = all.filter(
      (one) => (!number || one.phoneNumber === number) && (!name || one.friendlyName === name),
    );
    return answerPage<CallerId>(call, {
      key: "outgoing_caller_ids",
      filters: ["PhoneNumber", "FriendlyName"],
      read: pagesOf(found),
      write: toJson,
    });
  }

  async function verify(call: Call): Promise<Answer> {
    const phoneNumber = call.form.text("PhoneNumber") ?? "";
    if (!isE164(phoneNumber)) {
      throw new RestError(21421, `PhoneNumber must be in E.164 form, got "${phoneNumber}".`);
    }
    const now = clock.now();
    const friendlyName = call.form.text("FriendlyName") || friendlyNumber(phoneNumber);
    await configuration.change(({ callerIds }) => {
      const known = callerIds.list(call.account.sid).find((one) => one.phoneNumber === phoneNumber);
      if (known) {
        throw new RestError(21450, `${phoneNumber} is verified already: it is ${known.sid}.`);
      }
      callerIds.add({
        sid: createSid("PN"),
        accountSid: call.account.sid,
        friendlyName,
        phoneNumber,
        dateCreated: now,
        dateUpdated: now,
      });
    });
    const body = {
      account_sid: call.account.sid,
      call_sid: createSid("CA"),
      friendly_name: friendlyName,
      phone_number: phoneNumber,
      validation_code: codeFor(phoneNumber),
    };
    return { status: 200, body };
  }

  async function update(call: Call): Promise<Answer> {
    const dateUpdated = clock.now();
    const friendlyName = call.form.text("FriendlyName");
    const callerId = await configuration.change(({ callerIds }) =>
      changeOwn(callerIds, call, (current) => ({
        ...current,
        friendlyName: friendlyName ?? current.friendlyName,
        dateUpdated,
      })),
    );
    return { status: 200, body: toJson(callerId) };
  }

  async function remove(call: Call): Promise<Answer> {
    await configuration.change(({ callerIds }) =>
      callerIds.remove(ownInDraft(callerIds, call).sid),
    );
    return { status: 204 };
  }

  async function fetch(call: Call): Promise<Answer> {
    return { status: 200, body: toJson(await findOwned(configuration.callerIds, call)) };
  }

  const product = "api";
  const differs = "no call is made: the number is verified at once";
  return [
    { product, method: "GET", path, run: list },
    { product, method: "POST", path, differs, run: verify },
    { product, method: "GET", path: `${path}/{Sid}`, run: fetch },
    { product, method: "POST", path: `${path}/{Sid}`, run: update },
    { product, method: "DELETE", path: `${path}/{Sid}`, run: remove },
  ];
}

/** Six digits, always the same for a number. */
function codeFor(phoneNumber: string): string {
  const random = createHash("sha256").update(phoneNumber).digest().readUInt32BE();
  return String(random % 1_000_000).padStart(6, "0");
}

function toJson({ sid, accountSid, friendlyName, phoneNumber, ...dates }: CallerId): object {
  return {
    sid,
    account_sid: accountSid,
    friendly_name: friendlyName,
    phone_number: phoneNumber,
    date_created: toRfc2822(dates.dateCreated),
    date_updated: toRfc2822(dates.dateUpdated),
    uri: `/2010-04-01/Accounts/${accountSid}/OutgoingCallerIds/${sid}.json`,
  };
}
