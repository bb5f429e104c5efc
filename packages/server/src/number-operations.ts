import { createSid, isE164, isSid, isTollFree } from "@repartee/protocol";
import {
  type Clock,
  type Configuration,
  type ConfigurationDraft,
  type ConfiguredNumber,
  releaseNumber,
  type SenderType,
} from "@repartee/send-core";
import { pagesOf } from "./list-place.ts";
import { noUrls, readUrls, toUrlsJson } from "./message-urls.ts";
import { freeNumbers } from "./number-pool.ts";
import type { Answer, Call, Operation } from "./operation.ts";
import { changeOwn, ownInDraft, ownResource } from "./own-resource.ts";
import { answerPage } from "./paging.ts";
import { RestError } from "./rest-error.ts";
import { toRfc2822 } from "./wire-date.ts";

/** What the operations on numbers work with. */
export interface NumberParts {
  readonly configuration: Configuration;
  readonly clock: Clock;
}

const account = "/2010-04-01/Accounts/{AccountSid}";
const path = `${account}/IncomingPhoneNumbers`;
const codes = `${account}/SMS/ShortCodes`;

/** Searches, buys, lists, changes and releases numbers; lists and changes short codes. */
export function numberOperations({ configuration, clock }: NumberParts): readonly Operation[] {
  const search =
    (type: Extract<SenderType, "long-code" | "toll-free">) =>
    async ({ query, path: { CountryCode = "" }, req }: Call): Promise<Answer> => {
      const size = Number(query.text("PageSize") ?? 50);
      const taken = new Set((await configuration.numbers.list()).map(({ address }) => address));
      const found = freeNumbers((address) => taken.has(address), {
        country: CountryCode,
        type,
        areaCode: query.text("AreaCode"),
        contains: query.text("Contains"),
        limit: size >= 1 && size <= 1000 ? size : 50,
      });
      const body = { available_phone_numbers: found.map(toFreeJson), uri: req.originalUrl };
      return { status: 200, body };
    };

  async function buy(call: Call): Promise<Answer> {
    const now = clock.now();
    // Chosen and taken in one commit: a number is sold once, however many ask for it at a time.
    const made = await configuration.change((draft) => {
      const address = wantedAddress(call, draft);
      if (!isE164(address)) throw new RestError(21421, "PhoneNumber is not a phone number.");
      if (draft.numbers.findAddress(address)) {
        throw new RestError(21422, `${address} is not available: choose another number.`);
      }
      const number: ConfiguredNumber = {
        sid: createSid("PN"),
        accountSid: call.account.sid,
        address,
        type: isTollFree(address) ? "toll-free" : "long-code",
        friendlyName: address,
        sms: true,
        mms: true,
        smsApplicationSid: null,
        given: null,
        ...noUrls,
        dateCreated: now,
        dateUpdated: now,
      };
      const bought = { ...number, ...readChanges(call, draft, number) };
      draft.numbers.add(bought);
      return bought;
    });
    return { status: 201, body: toNumberJson(made) };
  }

  const update =
    (write: (number: ConfiguredNumber) => object) =>
    async (call: Call): Promise<Answer> => {
      const number = await configuration.change((draft) =>
        changeOwn(draft.numbers, call, (current) => ({
          ...current,
          ...readChanges(call, draft, current),
          // Later than it was made: what the API has changed outlives the next start.
          dateUpdated: Math.max(clock.now(), current.dateCreated + 1),
        })),
      );
      return { status: 200, body: write(number) };
    };

  async function release(call: Call): Promise<Answer> {
    await configuration.change((draft) =>
      releaseNumber(draft, ownInDraft(draft.numbers, call).sid),
    );
    return { status: 204 };
  }

  const list =
    (key: string, prefix: "PN" | "SC", name: string, write: (number: ConfiguredNumber) => object) =>
    async (call: Call): Promise<Answer> => {
      const address = call.query.text(name);
      const friendlyName = call.query.text("FriendlyName");
      const all = await configuration.numbers.list(call.account.sid);
      const wanted = all.filter(
        (number) =>
          isSid(number.sid, prefix) &&
          (!friendlyName || number.friendlyName === friendlyName) &&
          (!address || number.address.includes(address.replaceAll("*", ""))),
      );
      const filters = [name, "FriendlyName"];
      return answerPage(call, { key, filters, read: pagesOf(wanted), write });
    };

  const fetch =
    (write: (number: ConfiguredNumber) => object) =>
    async (call: Call): Promise<Answer> => {
      const number = await ownResource(configuration.numbers, call);
      return { status: 200, body: write(number) };
    };

  const api = { product: "api" } as const;
  const get = { ...api, method: "GET" } as const;
  const post = { ...api, method: "POST" } as const;
  const differs = "numbers are of the range for fiction, of the US and Canada alone";
  const available = `${account}/AvailablePhoneNumbers/{CountryCode}`;
  return [
    { ...get, path: `${available}/Local`, differs, run: search("long-code") },
    { ...get, path: `${available}/TollFree`, differs, run: search("toll-free") },
    {
      ...get,
      path,
      run: list("incoming_phone_numbers", "PN", "PhoneNumber", toNumberJson),
    },
    { ...post, path, differs: "any number that nobody has can be bought, for nothing", run: buy },
    { ...get, path: `${path}/{Sid}`, run: fetch(toNumberJson) },
    {
      ...post,
      path: `${path}/{Sid}`,
      differs: "settings of voice change nothing; a number stays with its account",
      run: update(toNumberJson),
    },
    { ...api, method: "DELETE", path: `${path}/{Sid}`, run: release },
    { ...get, path: codes, run: list("short_codes", "SC", "ShortCode", toShortCodeJson) },
    { ...get, path: `${codes}/{Sid}`, run: fetch(toShortCodeJson) },
    { ...post, path: `${codes}/{Sid}`, run: update(toShortCodeJson) },
  ];
}

function wantedAddress({ form }: Call, { numbers }: ConfigurationDraft): string {
  const address = form.text("PhoneNumber");
  if (address) return address;
  const areaCode = form.text("AreaCode");
  if (!areaCode) throw new RestError(21451, "Give a PhoneNumber or an AreaCode.");
  const query = { country: "US", type: "long-code", areaCode, limit: 1 } as const;
  const [free] = freeNumbers((one) => numbers.findAddress(one) !== undefined, query);
  if (!free) throw new RestError(21452, "There are no numbers of this area code.");
  return free.address;
}

function readChanges(
  { form, account: { sid } }: Call,
  { applications }: ConfigurationDraft,
  before: ConfiguredNumber,
): Partial<ConfiguredNumber> {
  const applicationSid = form.text("SmsApplicationSid");
  const application = applicationSid ? applications.find(applicationSid) : undefined;
  if (applicationSid && application?.accountSid !== sid) {
    throw new RestError(21218, "SmsApplicationSid is not an application of this account.");
  }
  return {
    friendlyName: form.text("FriendlyName") ?? before.friendlyName,
    ...readUrls(form, before),
    smsApplicationSid:
      applicationSid === undefined ? before.smsApplicationSid : (application?.sid ?? null),
  };
}

function toFreeJson({
  address,
  country,
}: {
  readonly address: string;
  readonly country: string;
}): object {
  return {
    friendly_name: `(${address.slice(2, 5)}) ${address.slice(5, 8)}-${address.slice(8)}`,
    phone_number: address,
    lata: null,
    locality: null,
    rate_center: null,
    latitude: null,
    longitude: null,
    region: null,
    postal_code: null,
    iso_country: country,
    address_requirements: "none",
    beta: false,
    capabilities: { voice: false, SMS: true, MMS: true },
  };
}

function toNumberJson(number: ConfiguredNumber): object {
  const uri = `${path.replace("{AccountSid}", number.accountSid)}/${number.sid}.json`;
  return {
    sid: number.sid,
    account_sid: number.accountSid,
    friendly_name: number.friendlyName,
    phone_number: number.address,
    ...toUrlsJson(number),
    sms_application_sid: number.smsApplicationSid ?? "",
    voice_url: null,
    voice_method: "POST",
    voice_fallback_url: null,
    voice_fallback_method: "POST",
    voice_caller_id_lookup: false,
    voice_application_sid: null,
    voice_receive_mode: "voice",
    trunk_sid: null,
    address_sid: null,
    address_requirements: "none",
    identity_sid: null,
    bundle_sid: null,
    emergency_status: "Inactive",
    emergency_address_sid: null,
    emergency_address_status: "unregistered",
    capabilities: { voice: false, sms: number.sms, mms: number.mms, fax: false },
    beta: false,
    status: "in-use",
    type: number.type === "toll-free" ? "tollfree" : "local",
    origin: "twilio",
    api_version: "2010-04-01",
    date_created: toRfc2822(number.dateCreated),
    date_updated: toRfc2822(number.dateUpdated),
    uri,
  };
}

function toShortCodeJson(number: ConfiguredNumber): object {
  const { smsUrl, smsMethod, smsFallbackUrl, smsFallbackMethod } = number;
  return {
    sid: number.sid,
    account_sid: number.accountSid,
    friendly_name: number.friendlyName,
    short_code: number.address,
    api_version: "2010-04-01",
    sms_url: smsUrl,
    sms_method: smsMethod,
    sms_fallback_url: smsFallbackUrl,
    sms_fallback_method: smsFallbackMethod,
    date_created: toRfc2822(number.dateCreated),
    date_updated: toRfc2822(number.dateUpdated),
    uri: `${codes.replace("{AccountSid}", number.accountSid)}/${number.sid}.json`,
  };
}
