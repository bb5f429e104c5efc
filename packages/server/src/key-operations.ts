import { randomBytes } from "node:crypto";
import { createSid } from "@repartee/protocol";
import type { ApiKey } from "@repartee/send-core";
import { type AccountParts, refuseKey } from "./account-operations.ts";
import { hashSecret } from "./authenticate.ts";
import { pagesOf } from "./list-place.ts";
import type { Answer, Call, Operation } from "./operation.ts";
import { changeOwn, ownInDraft, ownResource } from "./own-resource.ts";
import { answerPage } from "./paging.ts";
import { toRfc2822 } from "./wire-date.ts";

const path = "/2010-04-01/Accounts/{AccountSid}/Keys";

/** Creates, lists, renames and deletes API keys. A secret is shown once, and kept as a hash. */
export function keyOperations({ configuration, clock }: AccountParts): readonly Operation[] {
  async function create(call: Call): Promise<Answer> {
    const secret = randomBytes(24).toString("base64url");
    const now = clock.now();
    const key: ApiKey = {
      sid: createSid("SK"),
      accountSid: call.account.sid,
      friendlyName: call.form.text("FriendlyName") ?? "",
      secretHash: hashSecret(secret),
      dateCreated: now,
      dateUpdated: now,
    };
    await configuration.change(({ keys }) => keys.add(key));
    return { status: 201, body: { ...toJson(key), secret } };
  }

  async function update(call: Call): Promise<Answer> {
    const dateUpdated = clock.now();
    const friendlyName = call.form.text("FriendlyName");
    const key = await configuration.change(({ keys }) =>
      changeOwn(keys, call, (current) => ({
        ...current,
        friendlyName: friendlyName ?? current.friendlyName,
        dateUpdated,
      })),
    );
    return { status: 200, body: toJson(key) };
  }

  async function remove(call: Call): Promise<Answer> {
    await configuration.change(({ keys }) => keys.remove(ownInDraft(keys, call).sid));
    return { status: 204 };
  }

  async function list(call: Call): Promise<Answer> {
    const keys = await configuration.keys.list(call.account.sid);
    return answerPage<ApiKey>(call, { key: "keys", read: pagesOf(keys), write: toJson });
  }

  const operations: readonly Operation[] = [
    { product: "api", method: "GET", path, run: list },
    { product: "api", method: "POST", path, run: create },
    {
      product: "api",
      method: "GET",
      path: `${path}/{Sid}`,
      run: async (call) => ({
        status: 200,
        body: toJson(await ownResource(configuration.keys, call)),
      }),
    },
    { product: "api", method: "POST", path: `${path}/{Sid}`, run: update },
    { product: "api", method: "DELETE", path: `${path}/{Sid}`, run: remove },
  ];
  return operations.map((operation) => ({
    ...operation,
    async run(call) {
      refuseKey(call);
      return operation.run(call);
    },
  }));
}

function toJson(key: ApiKey): object {
  return {
    sid: key.sid,
    friendly_name: key.friendlyName,
    date_created: toRfc2822(key.dateCreated),
    date_updated: toRfc2822(key.dateUpdated),
  };
}
