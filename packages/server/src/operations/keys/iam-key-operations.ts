import type { ApiKey, ConfiguredAccount } from "@repartee/send-core";
import { accountOfPath } from "../../auth/authenticate.ts";
import { notFound } from "../../http/not-found.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { RestError } from "../../http/rest-error.ts";
import type { AccountParts } from "../accounts/account-operations.ts";
import { makeKey, renameKey, toKeyJson } from "./make-key.ts";

const path = "/v1/Keys";

/** API keys as the IAM API has them: the account is a parameter, and dates are RFC 2822. */
export function iamKeyOperations({ configuration, clock }: AccountParts): readonly Operation[] {
  /** @throws RestError 20001 without `AccountSid`, 20003 for an account that the caller may not use. */
  async function accountNamed(call: Call, sid: string | undefined): Promise<ConfiguredAccount> {
    if (!sid) throw new RestError(20001, "AccountSid is required.");
    return accountOfPath(configuration, call, sid);
  }

  async function named(call: Call): Promise<ApiKey> {
    const key = await configuration.keys.find(call.path.Sid ?? "");
    const owner = key && (await configuration.accounts.find(key.accountSid));
    if (!key || (owner?.sid !== call.caller.sid && owner?.ownerSid !== call.caller.sid)) {
      throw notFound(call);
    }
    return key;
  }

  async function list(call: Call): Promise<Answer> {
    const { sid } = await accountNamed(call, call.query.text("AccountSid"));
    return answerPage<ApiKey>(call, {
      key: "keys",
      filters: ["AccountSid"],
      read: pagesOf(await configuration.keys.list(sid)),
      write: (key) => ({ ...toKeyJson(key), flags: [] }),
    });
  }

  async function create(call: Call): Promise<Answer> {
    const { sid } = await accountNamed(call, call.form.text("AccountSid"));
    refusePolicy(call);
    const { key, secret } = makeKey(sid, call.form, clock.now());
    await configuration.change(({ keys }) => keys.add(key));
    return { status: 201, body: { ...toKeyJson(key), secret, policy: null } };
  }

  async function update(call: Call): Promise<Answer> {
    refusePolicy(call);
    const { sid } = await named(call);
    const key = await configuration.change(({ keys }) =>
      keys.change(sid, (current) => renameKey(current, call.form, clock.now())),
    );
    if (!key) throw notFound(call);
    return { status: 200, body: { ...toKeyJson(key), policy: null } };
  }

  async function fetch(call: Call): Promise<Answer> {
    return { status: 200, body: { ...toKeyJson(await named(call)), policy: null } };
  }

  async function remove(call: Call): Promise<Answer> {
    const { sid } = await named(call);
    await configuration.change(({ keys }) => keys.remove(sid));
    return { status: 204 };
  }

  const product = "iam";
  const differs = "restricted keys are refused";
  return [
    { product, method: "GET", path, run: list },
    { product, method: "POST", path, differs, run: create },
    { product, method: "GET", path: `${path}/{Sid}`, run: fetch },
    { product, method: "POST", path: `${path}/{Sid}`, differs, run: update },
    { product, method: "DELETE", path: `${path}/{Sid}`, run: remove },
  ];
}

/** A restricted key would have more rights than its policy says. */
function refusePolicy({ form }: Call): void {
  const type = form.choice("KeyType", ["standard", "restricted"]);
  if (type === "restricted" || form.text("Policy")) {
    throw new RestError(20001, "Restricted keys are not supported; leave KeyType and Policy out.");
  }
}
