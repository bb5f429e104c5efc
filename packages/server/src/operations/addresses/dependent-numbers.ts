import type { Configuration, ConfiguredNumber, Locate } from "@repartee/send-core";
import { findOwned } from "../../http/find-owned.ts";
import type { Answer, Call, Operation } from "../../http/operation.ts";
import { pagesOf } from "../../http/page-token.ts";
import { answerPage } from "../../http/paging.ts";
import { dependentNumberWriter } from "../numbers/number-json.ts";

/** Lists the numbers that are registered with an address. */
export function dependentNumbers(configuration: Configuration, locate: Locate): Operation {
  const write = dependentNumberWriter(locate);

  async function list(call: Call): Promise<Answer> {
    const { sid } = await findOwned(configuration.addresses, call, "AddressSid");
    const numbers = await configuration.numbers.list(call.account.sid);
    return answerPage<ConfiguredNumber>(call, {
      key: "dependent_phone_numbers",
      read: pagesOf(numbers.filter(({ addressSid }) => addressSid === sid)),
      write,
    });
  }

  return {
    product: "api",
    method: "GET",
    path: "/2010-04-01/Accounts/{AccountSid}/Addresses/{AddressSid}/DependentPhoneNumbers",
    run: list,
  };
}
