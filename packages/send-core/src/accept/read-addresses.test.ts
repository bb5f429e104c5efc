import { readPhoneNumber } from "@repartee/protocol";
import parsePhoneNumber, { getCountries, getExampleNumber } from "libphonenumber-js/max";
import examples from "libphonenumber-js/mobile/examples";
import { expect, onTestFinished, test } from "vitest";
import type { Sender } from "../ports/directory/sender-directory.ts";
import { accountSid, openCore, request, sender } from "../test/open-core.ts";
import { readAddresses } from "./read-addresses.ts";

const british: Sender = {
  sid: `PN${"d".repeat(32)}`,
  accountSid,
  address: "+447911123456",
  type: "long-code",
  sms: true,
  mms: false,
  webhook: undefined,
};
const senders = {
  find: async (address: string) => (address === british.address ? british : sender(address)),
  list: async () => [british],
};
const pool = {
  sid: `MG${"c".repeat(32)}`,
  accountSid,
  senders: ["ACME", british.address],
} as const;

test.each([
  ["6195550121", "4125550138", "+16195550121", "+14125550138"],
  ["(500) 555-0006", "+1 415 555 0101", "+15005550006", "+14155550101"],
  ["12345", "(415) 555-0100", "12345", "+14155550100"],
  ["07911 123456", "07911 654321", "+447911123456", "+447911654321"],
  ["+447911123456", "020 7946 0000", "+447911123456", "+442079460000"],
  ["ACME", "4155550100", "ACME", "+14155550100"],
  ["mum", "dad", "mum", "dad"],
])("From=%s&To=%s is from %s to %s", async (from, to, readFrom, readTo) => {
  const read = await readAddresses(request({ from, to }), undefined, senders);
  expect(read).toMatchObject({ from: readFrom, to: readTo });
});

test("a recipient of a service belongs to the country of its pool", async () => {
  const read = await readAddresses(request({ from: "", to: "07911 654321" }), pool, senders);
  expect(read).toMatchObject({ from: "", to: "+447911654321" });
});

test("a message to a number without its country code is stored in E.164 form", async () => {
  const { send, core, close } = await openCore();
  onTestFinished(close);
  const { sid } = await send({ from: "500 555 0006", to: "4155550100" });
  expect(await core.message(accountSid, sid)).toMatchObject({
    from: "+15005550006",
    to: "+14155550100",
  });
});

// Numbers that have fewer than seven digits need their plus, and Argentina writes a 15 for mobiles.
const withoutNational = "AC AD AR CK FK FO GL NC NF SH TA TK TV WF".split(" ");

test.each(getCountries())(
  "a mobile number of %s is read as the numbering plan has it",
  (country) => {
    const example = getExampleNumber(country, examples);
    const number = example?.number ?? "";
    expect(readPhoneNumber(example?.formatInternational() ?? "")).toBe(number);
    if (withoutNational.includes(country)) return;
    const national = example?.formatNational() ?? "";
    expect(readPhoneNumber(national, number)).toBe(number);
    expect(parsePhoneNumber(national, country)?.number).toBe(number);
  },
);
