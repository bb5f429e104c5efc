import { createSid, isAlphanumericSender, isSid } from "@repartee/protocol";
import type {
  ConfigurationDraft,
  ConfiguredNumber,
  ConfiguredService,
  Lookup,
  PoolMember,
} from "@repartee/send-core";
import { changeOwn, findOwned, ownInDraft } from "../../http/find-owned.ts";
import { notFound } from "../../http/not-found.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { RestError } from "../../http/rest-error.ts";
import { toIso8601 } from "../../http/wire-date.ts";
import { noUrls } from "../messages/message-urls.ts";
import type { ServiceParts } from "./service-operations.ts";

/** What the operations on the pools of services work with. */
export interface ServiceSenderParts extends ServiceParts {
  readonly lookup: Lookup;
}

/** A kind of sender in a pool. */
interface PoolKind {
  readonly segment: "PhoneNumbers" | "ShortCodes" | "AlphaSenders" | "DestinationAlphaSenders";
  readonly key: "phone_numbers" | "short_codes" | "alpha_senders";
  readonly prefix: "PN" | "SC" | "AI";
  /** The field of the address. */
  readonly field: "phone_number" | "short_code" | "alpha_sender";
  readonly differs?: string;
  /** The sender's destination is a field too. Default: false. */
  readonly hasDestination?: boolean;
}

const MAX_POOL = 400;

const kinds: readonly PoolKind[] = [
  {
    segment: "PhoneNumbers",
    key: "phone_numbers",
    prefix: "PN",
    field: "phone_number",
  },
  {
    segment: "ShortCodes",
    key: "short_codes",
    prefix: "SC",
    field: "short_code",
  },
  {
    segment: "AlphaSenders",
    key: "alpha_senders",
    prefix: "AI",
    field: "alpha_sender",
    differs: "a name is in one service of all accounts",
  },
  {
    // Without a country these are the senders for all countries: Twilio, "DestinationAlphaSender
    // resource", twilio.com/docs/messaging/api/destination-alpha-sender-resource.
    segment: "DestinationAlphaSenders",
    key: "alpha_senders",
    prefix: "AI",
    field: "alpha_sender",
    differs: "the senders of AlphaSenders; IsoCountryCode answers 20422",
    hasDestination: true,
  },
];

/** Adds, lists and removes the senders of Messaging Services. */
export function serviceSenderOperations(parts: ServiceSenderParts): readonly Operation[] {
  return kinds.flatMap((kind) => operationsOf(kind, parts));
}

function operationsOf(
  { segment, key, prefix, field, differs, hasDestination = false }: PoolKind,
  { configuration, clock, lookup }: ServiceSenderParts,
): readonly Operation[] {
  const path = `/v1/Services/{ServiceSid}/${segment}`;

  async function service(call: Call): Promise<ConfiguredService> {
    return findOwned(configuration.services, call, "ServiceSid");
  }

  function memberOf({ pool }: ConfiguredService, call: Call): PoolMember {
    const found = pool.find(({ sid }) => sid === call.path.Sid && isSid(sid, prefix));
    if (!found) throw notFound(call);
    return found;
  }

  async function list(call: Call): Promise<Answer> {
    const { pool } = await service(call);
    const members = pool.filter(({ sid }) => isSid(sid, prefix));
    const written = new Map<string, object>();
    for (const one of members) written.set(one.sid, await toJson(call, one));
    return answerPage<PoolMember>(call, {
      key,
      read: pagesOf(members),
      write: ({ sid }) => written.get(sid) ?? {},
    });
  }

  async function add(call: Call): Promise<Answer> {
    const now = clock.now();
    const added = await configuration.change((draft) => {
      const into = ownInDraft(draft.services, call, "ServiceSid");
      const number = prefix === "AI" ? named(call, draft, into) : owned(call, draft);
      const holder = draft.services.findBySender(number.address);
      if (holder?.sid === into.sid) throw new RestError(21710, "This sender is in the service.");
      if (holder) throw new RestError(21712, "This sender is in another service.");
      if (into.pool.length >= MAX_POOL) {
        throw new RestError(21714, `A service has at most ${MAX_POOL} senders.`);
      }
      if (!draft.numbers.find(number.sid)) draft.numbers.add(number);
      const member = { sid: number.sid, address: number.address, dateCreated: now };
      draft.services.change(into.sid, (current) => ({
        ...current,
        pool: [...current.pool, member],
        dateUpdated: now,
      }));
      return member;
    });
    return { status: 201, body: await toJson(call, added) };
  }

  function owned({ form, account }: Call, { numbers }: ConfigurationDraft): ConfiguredNumber {
    const name = prefix === "PN" ? "PhoneNumberSid" : "ShortCodeSid";
    const sid = form.text(name) ?? "";
    const found = isSid(sid, prefix) ? numbers.find(sid) : undefined;
    if (found?.accountSid === account.sid) return found;
    throw new RestError(20404, `${name} is not of a sender of this account.`);
  }

  /** The sender ID that the form names: the account's own, else a new one. */
  function named(
    { form, account }: Call,
    { numbers }: ConfigurationDraft,
    into: ConfiguredService,
  ): ConfiguredNumber {
    const address = form.text("AlphaSender") ?? "";
    if (hasDestination && form.text("IsoCountryCode")) {
      const remedy = "leave IsoCountryCode out, and the sender is for all countries";
      throw new RestError(20422, `Senders for one country are not simulated; ${remedy}.`);
    }
    if (address === "") throw new RestError(21708, "AlphaSender is required.");
    if (!isAlphanumericSender(address)) throw new RestError(21709, "AlphaSender is invalid.");
    const known = numbers.findAddress(address);
    if (known && known.accountSid !== into.accountSid) {
      throw new RestError(21712, "This sender is in another service.");
    }
    const now = clock.now();
    const made: ConfiguredNumber = {
      sid: createSid("AI"),
      accountSid: account.sid,
      address,
      type: "alphanumeric",
      friendlyName: address,
      sms: true,
      mms: false,
      smsApplicationSid: null,
      given: null,
      ...noUrls,
      dateCreated: now,
      dateUpdated: now,
    };
    return known ?? made;
  }

  async function remove(call: Call): Promise<Answer> {
    const dateUpdated = clock.now();
    await configuration.change(({ services, numbers }) => {
      const { sid } = memberOf(ownInDraft(services, call, "ServiceSid"), call);
      changeOwn(
        services,
        call,
        (current) => ({
          ...current,
          pool: current.pool.filter((one) => one.sid !== sid),
          dateUpdated,
        }),
        "ServiceSid",
      );
      if (prefix === "AI") numbers.remove(sid);
    });
    return { status: 204 };
  }

  /** A number's own country, else that of its plan; most short codes are of the United States. */
  async function countryOf(address: string, own: string | undefined): Promise<string | null> {
    if (own !== undefined) return own;
    return prefix === "SC" ? "US" : ((await lookup.find(address)).country ?? null);
  }

  async function toJson(call: Call, { sid, address, dateCreated }: PoolMember): Promise<object> {
    const serviceSid = call.path.ServiceSid;
    const number = await configuration.numbers.findAddress(address);
    return {
      sid,
      account_sid: call.account.sid,
      service_sid: serviceSid,
      [field]: address,
      ...(hasDestination && { iso_country_code: "" }),
      ...(prefix !== "AI" && { country_code: await countryOf(address, number?.country) }),
      capabilities: [...(number?.sms ? ["SMS"] : []), ...(number?.mms ? ["MMS"] : [])],
      date_created: toIso8601(dateCreated),
      date_updated: toIso8601(dateCreated),
      url: `${call.origin}/v1/Services/${serviceSid}/${segment}/${sid}`,
    };
  }

  const product = "messaging";
  return [
    { product, method: "GET", path, run: list },
    { product, method: "POST", path, differs, run: add },
    {
      product,
      method: "GET",
      path: `${path}/{Sid}`,
      run: async (call) => {
        const found = memberOf(await service(call), call);
        return { status: 200, body: await toJson(call, found) };
      },
    },
    { product, method: "DELETE", path: `${path}/{Sid}`, run: remove },
  ];
}
