import type { Places } from "@repartee/places";
import { isE164, isSid, readPhoneNumber } from "@repartee/protocol";
import {
  type Clock,
  type Configuration,
  type ConfigurationDraft,
  type ConfiguredNumber,
  type Locate,
  releaseNumber,
} from "@repartee/send-core";
import { changeOwn, findOwned, ownInDraft } from "../../http/find-owned.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { RestError } from "../../http/rest-error.ts";
import { readUrls } from "../messages/message-urls.ts";
import { findNumbers } from "../number-search/find-numbers.ts";
import { changeAccount } from "./change-account.ts";
import { newNumber } from "./new-number.ts";
import { numberWriter, shortCodeWriter, type WriteNumber } from "./number-json.ts";
import { type NumberKind, numberKind } from "./number-kind.ts";
import { testPurchase } from "./test-purchase.ts";

/** What the operations on numbers work with. */
export interface NumberParts {
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly places: Places;
  readonly locate: Locate;
}

const account = "/2010-04-01/Accounts/{AccountSid}";
const path = `${account}/IncomingPhoneNumbers`;
const codes = `${account}/SMS/ShortCodes`;

/** Buys, lists, changes and releases numbers; lists and changes short codes. */
export function numberOperations({
  configuration,
  clock,
  places,
  locate,
}: NumberParts): readonly Operation[] {
  const writeNumber = numberWriter(locate);
  const writeShortCode = shortCodeWriter(locate);
  const phoneNumbers: ListedNumbers = {
    key: "incoming_phone_numbers",
    prefix: "PN",
    name: "PhoneNumber",
    write: writeNumber,
  };
  const shortCodes: ListedNumbers = {
    key: "short_codes",
    prefix: "SC",
    name: "ShortCode",
    write: writeShortCode,
  };

  const buy =
    (kind?: NumberKind) =>
    async (call: Call): Promise<Answer> => {
      const now = clock.now();
      if (call.caller.isTest) {
        const address = testPurchase(call.form.text("PhoneNumber"), call.form.text("AreaCode"));
        return { status: 201, body: writeNumber(newNumber(call.account.sid, address, now)) };
      }
      // Chosen and taken in one commit: a number is sold once, however many ask for it at a time.
      const made = await configuration.change((draft) => {
        const address = wantedAddress(call, draft, kind, places);
        if (!isE164(address)) throw new RestError(21421, "PhoneNumber is not a phone number.");
        if (draft.numbers.findAddress(address)) {
          throw new RestError(21422, `${address} is not available: choose another number.`);
        }
        const number = newNumber(call.account.sid, address, now);
        if (kind !== undefined && numberKind(number) !== kind) {
          throw new RestError(21422, `${address} is not a ${kind} number: choose another number.`);
        }
        const bought = { ...number, ...readChanges(call, draft, number) };
        draft.numbers.add(bought);
        return bought;
      });
      return { status: 201, body: writeNumber(made) };
    };

  const update =
    (write: WriteNumber) =>
    async (call: Call): Promise<Answer> => {
      const number = await configuration.change((draft) =>
        changeAccount(
          changeOwn(draft.numbers, call, (current) => ({
            ...current,
            ...readChanges(call, draft, current),
            // Later than it was made: what the API has changed outlives the next start.
            dateUpdated: Math.max(clock.now(), current.dateCreated + 1),
          })),
          call,
          draft,
        ),
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
    ({ key, prefix, name, write }: ListedNumbers, kind?: NumberKind) =>
    async (call: Call): Promise<Answer> => {
      const address = call.query.text(name);
      const friendlyName = call.query.text("FriendlyName");
      const all = await configuration.numbers.list(call.account.sid);
      const wanted = all.filter(
        (number) =>
          isSid(number.sid, prefix) &&
          (kind === undefined || numberKind(number) === kind) &&
          (!friendlyName || number.friendlyName === friendlyName) &&
          (!address || number.address.includes(addressFilter(address))),
      );
      const filters = [name, "FriendlyName"];
      return answerPage(call, { key, filters, read: pagesOf(wanted), write });
    };

  const fetch =
    (write: WriteNumber) =>
    async (call: Call): Promise<Answer> => {
      const number = await findOwned(configuration.numbers, call);
      return { status: 200, body: write(number) };
    };

  const api = { product: "api" } as const;
  const get = { ...api, method: "GET" } as const;
  const post = { ...api, method: "POST" } as const;
  return [
    ...kinds.flatMap(([segment, kind]) => [
      { ...get, path: `${path}/${segment}`, run: list(phoneNumbers, kind) },
      { ...post, path: `${path}/${segment}`, differs: sale, run: buy(kind) },
    ]),
    { ...get, path, run: list(phoneNumbers) },
    { ...post, path, differs: sale, run: buy() },
    { ...get, path: `${path}/{Sid}`, run: fetch(writeNumber) },
    {
      ...post,
      path: `${path}/{Sid}`,
      differs: "settings of voice change nothing",
      run: update(writeNumber),
    },
    { ...api, method: "DELETE", path: `${path}/{Sid}`, run: release },
    { ...get, path: codes, run: list(shortCodes) },
    { ...get, path: `${codes}/{Sid}`, run: fetch(writeShortCode) },
    { ...post, path: `${codes}/{Sid}`, run: update(writeShortCode) },
  ];
}

/** How numbers or short codes are listed. */
interface ListedNumbers {
  readonly key: string;
  readonly prefix: "PN" | "SC";
  /** The filter by address. */
  readonly name: string;
  readonly write: WriteNumber;
}

const kinds = [
  ["Local", "local"],
  ["Mobile", "mobile"],
  ["TollFree", "tollfree"],
] as const;
const sale = "any number that no account has can be bought, for nothing";

function wantedAddress(
  { form }: Call,
  { numbers }: ConfigurationDraft,
  kind: NumberKind | undefined,
  places: Places,
): string {
  const address = form.text("PhoneNumber");
  if (address) return readPhoneNumber(address) ?? address;
  if (kind !== undefined) throw new RestError(21421, "PhoneNumber is required.");
  const areaCode = form.text("AreaCode");
  if (!areaCode) throw new RestError(21451, "Give a PhoneNumber or an AreaCode.");
  const isTaken = (one: string) => numbers.findAddress(one) !== undefined;
  for (const country of ["US", "CA"]) {
    const [free] = findNumbers(places, isTaken, {
      country,
      kind: "Local",
      accepts: (block) => block.areaCode === areaCode,
      limit: 1,
    });
    if (free) return free.address;
  }
  throw new RestError(
    21452,
    `No numbers are available in the area code ${areaCode}; choose another US or Canadian area code.`,
  );
}

/** A whole number in E.164 form, or the digits of a part of one. */
function addressFilter(written: string): string {
  return readPhoneNumber(written) ?? written.replace(/[^\d+]/g, "");
}

function readChanges(
  { form, account: { sid } }: Call,
  { applications, addresses }: ConfigurationDraft,
  before: ConfiguredNumber,
): Partial<ConfiguredNumber> {
  const addressSid = form.text("AddressSid");
  const address = addressSid ? addresses.find(addressSid) : undefined;
  if (addressSid && address?.accountSid !== sid) {
    throw new RestError(20001, "AddressSid is not an address of this account.");
  }
  const applicationSid = form.text("SmsApplicationSid");
  const application = applicationSid ? applications.find(applicationSid) : undefined;
  if (applicationSid && application?.accountSid !== sid) {
    throw new RestError(21218, "SmsApplicationSid is not an application of this account.");
  }
  return {
    friendlyName: form.text("FriendlyName") ?? before.friendlyName,
    ...readUrls(form, before),
    addressSid: addressSid === undefined ? before.addressSid : address?.sid,
    smsApplicationSid:
      applicationSid === undefined ? before.smsApplicationSid : (application?.sid ?? null),
  };
}
