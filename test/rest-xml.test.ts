import { expect, test } from "vitest";
import { platformFor } from "./support/platform.ts";

test("records have Twilio's names in XML", async () => {
  const { url, account } = await platformFor();
  const headers = { Authorization: `Basic ${btoa(`${account.sid}:${account.authToken}`)}` };
  const read = async (path: string, form?: Readonly<Record<string, string>>) => {
    const answer = await fetch(`${url}/2010-04-01/Accounts/${account.sid}/${path}`, {
      headers,
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    });
    return answer.text();
  };
  const address = await read("Addresses", {
    CustomerName: "Ada",
    Street: "1 Main St",
    City: "Reno",
    Region: "NV",
    PostalCode: "89501",
    IsoCountry: "US",
  });
  expect(address).toMatch(/<TwilioResponse><Address><Sid>AD[0-9a-f]{32}<\/Sid>/);
  expect(await read("Usage/Records/LastMonth?Category=sms")).toMatch(
    /<UsageRecords [^>]*><UsageRecord><AccountSid>/,
  );
  expect(await read("IncomingPhoneNumbers/Local.xml")).toMatch(
    /<IncomingPhoneNumbers [^>]*><IncomingPhoneNumber><Sid>PN/,
  );
});
