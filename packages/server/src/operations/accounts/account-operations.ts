import { randomBytes } from "node:crypto";
import { createSid, isSid } from "@repartee/protocol";
import type { Clock, Configuration, ConfiguredAccount } from "@repartee/send-core";
import { standsForCaller } from "../../auth/authenticate.ts";
import { notFound } from "../../http/not-found.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { RestError } from "../../http/rest-error.ts";
import { toIso8601, toRfc2822 } from "../../http/wire-date.ts";

/** What the operations on accounts work with. */
export interface AccountParts {
  readonly configuration: Configuration;
  readonly clock: Clock;
}

const path = "/2010-04-01/Accounts";

/** Fetches and changes accounts, makes sub-accounts, and replaces auth tokens. */
export function accountOperations({ configuration, clock }: AccountParts): readonly Operation[] {
  const reads = (account: ConfiguredAccount, call: Call) =>
    account.sid === call.caller.sid || account.ownerSid === call.caller.sid;

  async function named(call: Call): Promise<ConfiguredAccount> {
    refuseKey(call);
    const { Sid = "" } = call.path;
    const account = await configuration.accounts.find(Sid);
    if (account && reads(account, call)) return account;
    if (standsForCaller(Sid, account, call)) return call.caller;
    throw notFound(call);
  }

  async function list(call: Call): Promise<Answer> {
    refuseKey(call);
    const name = call.query.text("FriendlyName");
    const status = call.query.text("Status");
    const all = await configuration.accounts.list();
    const wanted = all.filter(
      (account) =>
        reads(account, call) &&
        (!name || account.friendlyName === name) &&
        (!status || account.status === status),
    );
    return answerPage<ConfiguredAccount>(call, {
      key: "accounts",
      filters: ["FriendlyName", "Status"],
      read: pagesOf(wanted),
      write: toJson,
    });
  }

  async function create(call: Call): Promise<Answer> {
    refuseKey(call);
    const { caller, form } = call;
    if (caller.ownerSid !== caller.sid) {
      throw new RestError(20403, "A sub-account cannot have accounts of its own.");
    }
    const now = clock.now();
    const sid = createSid("AC");
    const account: ConfiguredAccount = {
      sid,
      accountSid: sid,
      authToken: newToken(),
      friendlyName: form.text("FriendlyName") || `SubAccount Created at ${toIso8601(now)}`,
      status: "active",
      ownerSid: caller.sid,
      isTest: false,
      dateCreated: now,
      dateUpdated: now,
    };
    await configuration.change(({ accounts }) => accounts.add(account));
    return { status: 201, body: toJson(account) };
  }

  async function update(call: Call): Promise<Answer> {
    const { sid } = await named(call);
    const status = call.form.choice("Status", ["active", "suspended", "closed"]);
    const friendlyName = call.form.text("FriendlyName");
    const account = await changeAccount(call, sid, (current) => {
      if (status) refuseStatus(current, status);
      return {
        ...current,
        status: status ?? current.status,
        friendlyName: friendlyName ?? current.friendlyName,
        dateUpdated: clock.now(),
      };
    });
    return { status: 200, body: toJson(asNamed(account, call)) };
  }

  async function changeAccount(
    call: Call,
    sid: string,
    next: (current: ConfiguredAccount) => ConfiguredAccount,
  ): Promise<ConfiguredAccount> {
    const changed = await configuration.change(({ accounts }) => accounts.change(sid, next));
    if (!changed) throw notFound(call);
    return changed;
  }

  async function makeSecondary(call: Call): Promise<Answer> {
    refuseKey(call);
    const dateCreated = clock.now();
    const secondaryToken = { token: newToken(), dateCreated };
    await changeAccount(call, call.caller.sid, (current) => {
      // It may have been closed since the request was authenticated.
      if (current.status === "closed") throw new RestError(20403, "The account is closed.");
      return { ...current, secondaryToken, dateUpdated: dateCreated };
    });
    const body = {
      account_sid: call.caller.sid,
      date_created: toIso8601(dateCreated),
      date_updated: toIso8601(dateCreated),
      secondary_auth_token: secondaryToken.token,
      url: `${call.origin}/v1/AuthTokens/Secondary`,
    };
    return { status: 201, body };
  }

  async function removeSecondary(call: Call): Promise<Answer> {
    refuseKey(call);
    await changeAccount(call, call.caller.sid, (current) => {
      if (!current.secondaryToken) throw notFound(call);
      return { ...current, secondaryToken: undefined, dateUpdated: clock.now() };
    });
    return { status: 204 };
  }

  async function promote(call: Call): Promise<Answer> {
    refuseKey(call);
    const now = clock.now();
    let dateCreated = now;
    const promoted = await changeAccount(call, call.caller.sid, (current) => {
      const { secondaryToken } = current;
      if (!secondaryToken) throw new RestError(20404, "There is no secondary auth token.");
      dateCreated = secondaryToken.dateCreated;
      const authToken = secondaryToken.token;
      return { ...current, authToken, secondaryToken: undefined, dateUpdated: now };
    });
    const body = {
      account_sid: promoted.sid,
      auth_token: promoted.authToken,
      date_created: toIso8601(dateCreated),
      date_updated: toIso8601(now),
      url: `${call.origin}/v1/AuthTokens/Promote`,
    };
    return { status: 200, body };
  }

  const api = "api";
  const accounts = "accounts";
  return [
    { product: api, method: "GET", path, run: list },
    { product: api, method: "POST", path, run: create },
    {
      product: api,
      method: "GET",
      path: `${path}/{Sid}`,
      run: async (call) => ({ status: 200, body: toJson(asNamed(await named(call), call)) }),
    },
    { product: api, method: "POST", path: `${path}/{Sid}`, run: update },
    { product: accounts, method: "POST", path: "/v1/AuthTokens/Promote", run: promote },
    { product: accounts, method: "POST", path: "/v1/AuthTokens/Secondary", run: makeSecondary },
    { product: accounts, method: "DELETE", path: "/v1/AuthTokens/Secondary", run: removeSecondary },
  ];
}

/** @throws RestError 20403 for a call with an API key: it may not see to accounts and keys. */
export function refuseKey({ isKey }: Pick<Call, "isKey">): void {
  if (isKey)
    throw new RestError(20403, "Use the account's auth token: an API key may not do this.");
}

function refuseStatus(current: ConfiguredAccount, status: ConfiguredAccount["status"]): void {
  if (status === current.status) return;
  if (current.ownerSid === current.sid) {
    throw new RestError(20403, "Only a sub-account can be suspended or closed.");
  }
  if (current.status === "closed") {
    throw new RestError(20403, "A closed account cannot be opened again.");
  }
}

/** The account under the SID that the path names, with the auth token that the app has for it. */
function asNamed(account: ConfiguredAccount, { path, adopted }: Call): ConfiguredAccount {
  const { Sid: sid } = path;
  if (!adopted || !isSid(sid, "AC") || sid === account.sid) return account;
  return { ...account, sid, ownerSid: sid, authToken: adopted.password };
}

function newToken(): string {
  return randomBytes(16).toString("hex");
}

const subresources = {
  addresses: "Addresses",
  applications: "Applications",
  available_phone_numbers: "AvailablePhoneNumbers",
  balance: "Balance",
  incoming_phone_numbers: "IncomingPhoneNumbers",
  keys: "Keys",
  messages: "Messages",
  outgoing_caller_ids: "OutgoingCallerIds",
  short_codes: "SMS/ShortCodes",
  signing_keys: "SigningKeys",
  usage: "Usage/Records",
} as const;

function toJson(account: ConfiguredAccount): object {
  const uri = `${path}/${account.sid}`;
  return {
    sid: account.sid,
    auth_token: account.authToken,
    friendly_name: account.friendlyName,
    owner_account_sid: account.ownerSid,
    status: account.status,
    type: "Full",
    date_created: toRfc2822(account.dateCreated),
    date_updated: toRfc2822(account.dateUpdated),
    subresource_uris: Object.fromEntries(
      Object.entries(subresources).map(([name, segment]) => [name, `${uri}/${segment}.json`]),
    ),
    uri: `${uri}.json`,
  };
}
