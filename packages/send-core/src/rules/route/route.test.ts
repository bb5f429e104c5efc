import { describe, expect, test } from "vitest";
import type { Sender } from "../../ports/directory/sender-directory.ts";
import type { NumberFacts } from "../../ports/lookup.ts";
import { accountSid } from "../../test/open-core.ts";
import { createLookup } from "./lookup.ts";
import { checkRecipient, wayTo } from "./route.ts";

function sender(type: Sender["type"], country?: string, override: Partial<Sender> = {}): Sender {
  return {
    sid: `PN${"b".repeat(32)}`,
    accountSid,
    address: "x",
    type,
    country,
    sms: true,
    mms: type !== "alphanumeric",
    webhook: undefined,
    ...override,
  };
}
const to = (country: string, override: Partial<NumberFacts> = {}): NumberFacts => ({
  country,
  carrier: undefined,
  lineType: "mobile",
  ...override,
});
const us = sender("long-code", "US");
const native = { ok: true, transport: "mms", converted: undefined };

describe("an MMS", () => {
  test.each([
    ["a US number", us, to("US")],
    ["a US number", us, to("CA")],
    ["a toll-free number", sender("toll-free", "US"), to("CA")],
    ["a Canadian number", sender("long-code", "CA"), to("US")],
    ["an Australian number", sender("long-code", "AU"), to("AU")],
    ["a short code", sender("short-code", "US"), to("US", { carrier: "Verizon Wireless" })],
    ["a short code", sender("short-code", "US"), to("US")],
  ])("of %s goes as it is", (_, from, facts) => {
    expect(wayTo({ sender: from, to: facts, transport: "mms" }, {})).toEqual(native);
  });

  test.each([
    ["abroad", us, to("DE"), "No MMS goes to DE"],
    ["to Australia from elsewhere", us, to("AU"), "Only Australian senders reach AU by MMS"],
    ["from abroad", sender("long-code", "GB"), to("US"), "No MMS goes from GB to US"],
    [
      "of a short code to a small carrier",
      sender("short-code", "US"),
      to("US", { carrier: "Cellcom" }),
      "The MMS of a short code do not reach Cellcom",
    ],
    [
      "of a Canadian short code",
      sender("short-code", "CA"),
      to("CA"),
      "Short codes send MMS only in the US",
    ],
    ["to a landline", us, to("US", { lineType: "landline" }), "A landline takes no MMS"],
  ])("%s goes as text with links", (_, from, facts, converted) => {
    const ends = { sender: from, to: facts, transport: "mms" } as const;
    expect(wayTo(ends, {})).toEqual({ ok: true, transport: "sms", converted });
    expect(wayTo(ends, { mmsConverter: false })).toMatchObject({ ok: false, code: 21612 });
  });

  test("goes nowhere where neither it nor a link is taken, nor from who cannot send one", () => {
    for (const country of ["JP", "CN", "VN", "IR", "MO"])
      expect(wayTo({ sender: us, to: to(country), transport: "mms" }, {})).toMatchObject({
        code: 21612,
        isForAll: true,
      });
    const mute = sender("long-code", "US", { mms: false });
    expect(wayTo({ sender: mute, to: to("DE"), transport: "mms" }, {})).toMatchObject({
      code: 21621,
    });
  });
});

test("a pool offers who sends texts alone, where an MMS has to be converted anyway", () => {
  const mute = sender("long-code", "DE", { mms: false });
  const ends = { sender: mute, transport: "mms", isFromPool: true } as const;
  expect(wayTo({ ...ends, to: to("DE") }, {})).toMatchObject({ ok: true, transport: "sms" });
  expect(wayTo({ ...ends, to: to("US") }, {})).toMatchObject({ ok: false, code: 21621 });
});

describe("a text", () => {
  test.each([
    ["a short code reaches its own country", sender("short-code", "GB"), "GB", undefined],
    ["a short code reaches no other", sender("short-code", "GB"), "US", 21612],
    ["a name reaches many countries", sender("alphanumeric"), "DE", undefined],
    ["a name does not reach the US", sender("alphanumeric"), "US", 21612],
    ["a name does not reach Belgium", sender("alphanumeric"), "BE", 21612],
    ["a name has to be registered in some", sender("alphanumeric"), "AE", 21612],
    [
      "a registered name reaches those",
      sender("alphanumeric", undefined, { registeredIn: ["AE"] }),
      "AE",
      undefined,
    ],
    ["a number reaches every country", us, "JP", undefined],
    ["who cannot send texts", sender("long-code", "US", { sms: false }), "US", 21661],
  ])("%s", (_, from, country, code) => {
    const way = wayTo({ sender: from, to: to(country), transport: "sms" }, {});
    expect(way).toMatchObject(code === undefined ? { ok: true, transport: "sms" } : { code });
  });
});

describe("a recipient", () => {
  test("is refused where the account has no permission", () => {
    const rules = { permittedCountries: ["US", "CA"] };
    expect(checkRecipient(to("US"), rules)).toBeUndefined();
    expect(checkRecipient(to("DE"), rules)).toMatchObject({ code: 21408 });
    expect(checkRecipient({ ...to("US"), country: undefined }, rules)).toMatchObject({
      code: 21408,
    });
  });

  test("at a premium rate is refused", () => {
    expect(checkRecipient(to("US", { lineType: "premium" }), {})).toMatchObject({ code: 21268 });
  });

  test("on a landline is refused, except where it is tried", () => {
    const landline = { lineType: "landline" } as const;
    expect(checkRecipient(to("DE", landline), {})).toMatchObject({ code: 21614 });
    for (const country of ["US", "CA", "GB", "JE"])
      expect(checkRecipient(to(country, landline), {})).toBeUndefined();
  });
});

test.each([
  ["+14155550100", "US", "unknown"],
  ["+14165550100", "CA", "unknown"],
  ["+18885550100", "US", "tollFree"],
  ["+15005550006", "US", "personal"],
  ["+442079460000", "GB", "landline"],
  ["+447400123456", "GB", "mobile"],
  ["+4915112345678", "DE", "mobile"],
  ["+61412345678", "AU", "mobile"],
  ["+18765550100", "JM", "unknown"],
  ["+88161234567", undefined, "unknown"],
])("%s is of %s, %s", async (number, country, lineType) => {
  const lookup = createLookup();
  const facts = await lookup.find(number);
  expect(facts.country).toBe(country);
  if (lineType !== "unknown") expect(facts.lineType).toBe(lineType);
  // What is kept of a whole area code is true of each of its numbers.
  expect(await lookup.find(number)).toEqual(facts);
});
