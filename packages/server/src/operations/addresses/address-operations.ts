import { createSid } from "@repartee/protocol";
import type { Address } from "@repartee/send-core";
import { isSupportedCountry } from "libphonenumber-js/max";
import type { Fields } from "../../http/fields.ts";
import { changeOwn, findOwned, ownInDraft } from "../../http/find-owned.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { RestError } from "../../http/rest-error.ts";
import { toRfc2822 } from "../../http/wire-date.ts";
import type { NumberParts } from "../numbers/number-operations.ts";
import { dependentNumbers } from "./dependent-numbers.ts";

const path = "/2010-04-01/Accounts/{AccountSid}/Addresses";
const differs = "addresses are not validated";

/** Creates, lists, changes and deletes addresses, and lists the numbers that need one. */
export function addressOperations({
  configuration,
  clock,
  locate,
}: NumberParts): readonly Operation[] {
  async function list(call: Call): Promise<Answer> {
    const { query } = call;
    const wanted = {
      customerName: query.text("CustomerName"),
      friendlyName: query.text("FriendlyName"),
      isoCountry: query.text("IsoCountry")?.toUpperCase(),
    };
    const isEmergency = query.flag("EmergencyEnabled");
    const all = await configuration.addresses.list(call.account.sid);
    const found = all.filter(
      (address) =>
        (!wanted.customerName || address.customerName === wanted.customerName) &&
        (!wanted.friendlyName || address.friendlyName === wanted.friendlyName) &&
        (!wanted.isoCountry || address.isoCountry === wanted.isoCountry) &&
        (isEmergency === undefined || address.emergencyEnabled === isEmergency),
    );
    return answerPage<Address>(call, {
      key: "addresses",
      filters: ["CustomerName", "FriendlyName", "IsoCountry", "EmergencyEnabled"],
      read: pagesOf(found),
      write: toJson,
    });
  }

  async function create(call: Call): Promise<Answer> {
    const now = clock.now();
    const { form } = call;
    const address: Address = {
      sid: createSid("AD"),
      accountSid: call.account.sid,
      friendlyName: form.text("FriendlyName") ?? "",
      customerName: required(form, "CustomerName"),
      street: required(form, "Street"),
      streetSecondary: form.text("StreetSecondary") ?? "",
      city: required(form, "City"),
      region: required(form, "Region"),
      postalCode: required(form, "PostalCode"),
      isoCountry: readCountry(form),
      emergencyEnabled: form.flag("EmergencyEnabled") ?? false,
      dateCreated: now,
      dateUpdated: now,
    };
    await configuration.change(({ addresses }) => addresses.add(address));
    return { status: 201, body: toJson(address) };
  }

  async function update(call: Call): Promise<Answer> {
    const { form } = call;
    const dateUpdated = clock.now();
    const address = await configuration.change(({ addresses }) =>
      changeOwn(addresses, call, (current) => ({
        ...current,
        friendlyName: form.text("FriendlyName") ?? current.friendlyName,
        customerName: form.text("CustomerName") || current.customerName,
        street: form.text("Street") || current.street,
        streetSecondary: form.text("StreetSecondary") ?? current.streetSecondary,
        city: form.text("City") || current.city,
        region: form.text("Region") || current.region,
        postalCode: form.text("PostalCode") || current.postalCode,
        emergencyEnabled: form.flag("EmergencyEnabled") ?? current.emergencyEnabled,
        dateUpdated,
      })),
    );
    return { status: 200, body: toJson(address) };
  }

  async function remove(call: Call): Promise<Answer> {
    await configuration.change(({ addresses, numbers }) => {
      const { sid, accountSid } = ownInDraft(addresses, call);
      const user = numbers.list(accountSid).find(({ addressSid }) => addressSid === sid);
      if (user) {
        throw new RestError(
          20409,
          `${user.address} uses this address: give the number another AddressSid first.`,
        );
      }
      addresses.remove(sid);
    });
    return { status: 204 };
  }

  async function fetch(call: Call): Promise<Answer> {
    return { status: 200, body: toJson(await findOwned(configuration.addresses, call)) };
  }

  const product = "api";
  return [
    { product, method: "GET", path, run: list },
    { product, method: "POST", path, differs, run: create },
    { product, method: "GET", path: `${path}/{Sid}`, run: fetch },
    { product, method: "POST", path: `${path}/{Sid}`, differs, run: update },
    { product, method: "DELETE", path: `${path}/{Sid}`, run: remove },
    dependentNumbers(configuration, locate),
  ];
}

/** @throws RestError 20001 when it is missing. */
function required(form: Fields, name: string): string {
  const value = form.text(name);
  if (value) return value;
  throw new RestError(20001, `${name} is required.`);
}

/** @throws RestError 20001 for what is not an ISO 3166-1 code. */
function readCountry(form: Fields): string {
  const given = required(form, "IsoCountry");
  const country = given.toUpperCase();
  if (isSupportedCountry(country)) return country;
  throw new RestError(20001, `IsoCountry must be an ISO 3166-1 code such as US, got "${given}".`);
}

function toJson(address: Address): object {
  const { sid, accountSid } = address;
  return {
    sid,
    account_sid: accountSid,
    friendly_name: address.friendlyName || null,
    customer_name: address.customerName,
    street: address.street,
    street_secondary: address.streetSecondary || null,
    city: address.city,
    region: address.region,
    postal_code: address.postalCode,
    iso_country: address.isoCountry,
    emergency_enabled: address.emergencyEnabled,
    validated: false,
    verified: false,
    date_created: toRfc2822(address.dateCreated),
    date_updated: toRfc2822(address.dateUpdated),
    uri: `/2010-04-01/Accounts/${accountSid}/Addresses/${sid}.json`,
  };
}
