import type { Configuration, ConfiguredNumber } from "@repartee/send-core";
import { pagesOf } from "../list-place.ts";
import { toUrlsJson } from "../message-urls.ts";
import type { Answer, Call, Operation } from "../operation.ts";
import { ownResource } from "../own-resource.ts";
import { answerPage } from "../paging.ts";
import { toRfc2822 } from "../wire-date.ts";

/** Lists the numbers that are registered with an address. */
export function dependentNumbers(configuration: Configuration): Operation {
  async function list(call: Call): Promise<Answer> {
    const { sid } = await ownResource(configuration.addresses, call, "AddressSid");
    const numbers = await configuration.numbers.list(call.account.sid);
    return answerPage<ConfiguredNumber>(call, {
      key: "dependent_phone_numbers",
      read: pagesOf(numbers.filter(({ addressSid }) => addressSid === sid)),
      write: toJson,
    });
  }

  return {
    product: "api",
    method: "GET",
    path: "/2010-04-01/Accounts/{AccountSid}/Addresses/{AddressSid}/DependentPhoneNumbers",
    run: list,
  };
}

function toJson(number: ConfiguredNumber): object {
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
    trunk_sid: null,
    address_requirements: "none",
    emergency_status: "Inactive",
    emergency_address_sid: null,
    capabilities: { voice: true, sms: number.sms, mms: number.mms },
    api_version: "2010-04-01",
    date_created: toRfc2822(number.dateCreated),
    date_updated: toRfc2822(number.dateUpdated),
    uri: `/2010-04-01/Accounts/${number.accountSid}/IncomingPhoneNumbers/${number.sid}.json`,
  };
}
