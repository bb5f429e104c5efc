import { expect, test } from "vitest";
import { xmlRecordName } from "./xml-record-name.ts";

const account = "/2010-04-01/Accounts/{AccountSid}";

test.each([
  ["/2010-04-01/Accounts", "Account"],
  [`${account}/Messages/{Sid}`, "Message"],
  [`${account}/Messages/{MessageSid}/Media`, "Media"],
  [`${account}/Addresses/{Sid}`, "Address"],
  [`${account}/Addresses/{AddressSid}/DependentPhoneNumbers`, "DependentPhoneNumber"],
  [`${account}/AvailablePhoneNumbers`, "Country"],
  [`${account}/AvailablePhoneNumbers/{CountryCode}`, "Country"],
  [`${account}/AvailablePhoneNumbers/{CountryCode}/TollFree`, "AvailablePhoneNumber"],
  [`${account}/IncomingPhoneNumbers`, "IncomingPhoneNumber"],
  [`${account}/IncomingPhoneNumbers/{Sid}`, "IncomingPhoneNumber"],
  [`${account}/IncomingPhoneNumbers/Mobile`, "IncomingPhoneNumber"],
  [`${account}/Usage/Records`, "UsageRecord"],
  [`${account}/Usage/Records/LastMonth`, "UsageRecord"],
  [`${account}/Usage/Triggers/{Sid}`, "UsageTrigger"],
  [`${account}/SigningKeys`, "SigningKey"],
  [`${account}/Balance`, "Balance"],
])("%s has records <%s>", (path, name) => {
  expect(xmlRecordName(path)).toBe(name);
});
