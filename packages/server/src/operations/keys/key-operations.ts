import type { ApiKey } from "@repartee/send-core";
import { changeOwn, findOwned, ownInDraft } from "../../http/find-owned.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { type AccountParts, refuseKey } from "../accounts/account-operations.ts";
import { iamKeyOperations } from "./iam-key-operations.ts";
import { makeKey, renameKey, toKeyJson } from "./make-key.ts";

/**
 * Creates, lists, renames and deletes API keys. Keys and signing keys are two names for the same
 * keys, and the IAM API is a third.
 */
export function keyOperations(parts: AccountParts): readonly Operation[] {
  return [
    ...keysAt(parts, "Keys", "keys"),
    ...keysAt(parts, "SigningKeys", "signing_keys"),
    ...iamKeyOperations(parts),
  ].map((operation) => ({
    ...operation,
    async run(call) {
      refuseKey(call);
      return operation.run(call);
    },
  }));
}

function keysAt(
  { configuration, clock }: AccountParts,
  segment: string,
  listKey: string,
): readonly Operation[] {
  async function create(call: Call): Promise<Answer> {
    const { key, secret } = makeKey(call.account.sid, call.form, clock.now());
    await configuration.change(({ keys }) => keys.add(key));
    return { status: 201, body: { ...toKeyJson(key), secret } };
  }

  async function update(call: Call): Promise<Answer> {
    const key = await configuration.change(({ keys }) =>
      changeOwn(keys, call, (current) => renameKey(current, call.form, clock.now())),
    );
    return { status: 200, body: toKeyJson(key) };
  }

  async function remove(call: Call): Promise<Answer> {
    await configuration.change(({ keys }) => keys.remove(ownInDraft(keys, call).sid));
    return { status: 204 };
  }

  async function list(call: Call): Promise<Answer> {
    const all = await configuration.keys.list(call.account.sid);
    return answerPage<ApiKey>(call, { key: listKey, read: pagesOf(all), write: toKeyJson });
  }

  async function fetch(call: Call): Promise<Answer> {
    return { status: 200, body: toKeyJson(await findOwned(configuration.keys, call)) };
  }

  const path = `/2010-04-01/Accounts/{AccountSid}/${segment}`;
  return [
    { product: "api", method: "GET", path, run: list },
    { product: "api", method: "POST", path, run: create },
    { product: "api", method: "GET", path: `${path}/{Sid}`, run: fetch },
    { product: "api", method: "POST", path: `${path}/{Sid}`, run: update },
    { product: "api", method: "DELETE", path: `${path}/{Sid}`, run: remove },
  ];
}
