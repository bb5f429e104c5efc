import { startPlatform } from "@repartee/platform";
import type { Twilio } from "twilio";
import { beforeAll, describe, expect, test } from "vitest";
import { twilioClient } from "./support/twilio-client.ts";

let client: Twilio;

beforeAll(async () => {
  const platform = await startPlatform({ port: 0, numbers: [{ address: "+15005550006" }] });
  client = twilioClient(platform);
  return () => platform.close();
});

describe("the first version", () => {
  const numbers = (number: string) => client.lookups.v1.phoneNumbers(number);

  test("finds carrier, country and national format", async () => {
    const found = await numbers("+15108675310").fetch({ type: ["carrier"] });
    expect(found.toJSON()).toEqual({
      callerName: null,
      countryCode: "US",
      phoneNumber: "+15108675310",
      nationalFormat: "(510) 867-5310",
      carrier: {
        mobile_country_code: expect.stringMatching(/^31[01]$/),
        mobile_network_code: expect.stringMatching(/^\d{3}$/),
        name: expect.any(String),
        type: "mobile",
        error_code: null,
      },
      addOns: null,
      url: "https://lookups.twilio.com/v1/PhoneNumbers/+15108675310",
    });
  });

  test.each([
    ["+4915112345678", {}, "DE", "01511 2345678", "mobile", "262"],
    ["+33142278186", {}, "FR", "01 42 27 81 86", "landline", null],
    ["+15005530006", {}, "US", "(500) 553-0006", "landline", null],
    ["+18005550199", {}, "US", "(800) 555-0199", null, null],
    ["(510) 867-5310", {}, "US", "(510) 867-5310", "mobile", "31"],
    ["020 7946 0000", { countryCode: "GB" }, "GB", "020 7946 0000", "landline", null],
  ])("finds %s", async (number, options, country, national, type, codes) => {
    const found = await numbers(number).fetch({ ...options, type: ["carrier"] });
    expect([found.countryCode, found.nationalFormat, found.carrier.type]).toEqual([
      country,
      national,
      type,
    ]);
    if (codes === null) expect(found.carrier.mobile_country_code).toBeNull();
    else expect(found.carrier.mobile_country_code).toMatch(new RegExp(`^${codes}`));
  });

  test("tells carrier and name apart, and has neither unless asked", async () => {
    const both = await numbers("+15108675310").fetch({ type: ["carrier", "caller-name"] });
    expect(both.carrier).toMatchObject({ type: "mobile" });
    expect(both.callerName).toEqual({ caller_name: null, caller_type: null, error_code: 60600 });
    const plain = await numbers("+15108675310").fetch();
    expect([plain.carrier, plain.callerName, plain.addOns]).toEqual([null, null, null]);
  });

  test("says of each add-on that it is not installed", async () => {
    const found = await numbers("+15108675310").fetch({ addOns: ["whitepages_pro_caller_id"] });
    expect(found.addOns).toMatchObject({
      status: "successful",
      results: { whitepages_pro_caller_id: { status: "failed", result: {} } },
    });
  });

  test.each(["+1510", "+151086753100", "+99912345", "hello", "+14150000000"])(
    "does not find %s",
    async (number) => {
      await expect(numbers(number).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
    },
  );

  test("refuses a type and a country that do not exist", async () => {
    const number = numbers("+15108675310");
    await expect(number.fetch({ type: ["age"] })).rejects.toMatchObject({ code: 20422 });
    await expect(number.fetch({ countryCode: "ZZ" })).rejects.toMatchObject({ code: 20422 });
  });
});

describe("the second version", () => {
  const numbers = (number: string) => client.lookups.v2.phoneNumbers(number);
  const fields = [
    "caller_name",
    "sim_swap",
    "call_forwarding",
    "line_status",
    "line_type_intelligence",
    "identity_match",
    "reassigned_number",
    "sms_pumping_risk",
    "phone_number_quality_score",
    "pre_fill",
  ];

  test("has every field of the SDK, and each package with all of its fields", async () => {
    const found = await numbers("+15108675310").fetch({
      fields: ["validation", ...fields].join(","),
      lastVerifiedDate: "20261123",
      firstName: "Ada",
    });
    expect(found.toJSON()).toEqual({
      callingCountryCode: "1",
      countryCode: "US",
      phoneNumber: "+15108675310",
      nationalFormat: "(510) 867-5310",
      valid: true,
      validationErrors: [],
      callerName: { callerName: null, callerType: null, errorCode: 60600 },
      simSwap: {
        lastSimSwap: {
          last_sim_swap_date: null,
          swapped_period: "PT24H",
          swapped_in_period: false,
        },
        carrierName: expect.any(String),
        mobileCountryCode: expect.stringMatching(/^31[01]$/),
        mobileNetworkCode: expect.stringMatching(/^\d{3}$/),
        errorCode: null,
      },
      callForwarding: { callForwardingEnabled: null, errorCode: 60600 },
      lineStatus: { status: "active", errorCode: null },
      lineTypeIntelligence: {
        carrierName: expect.any(String),
        mobileCountryCode: expect.stringMatching(/^31[01]$/),
        mobileNetworkCode: expect.stringMatching(/^\d{3}$/),
        type: "mobile",
        errorCode: null,
      },
      identityMatch: {
        firstNameMatch: null,
        lastNameMatch: null,
        addressLinesMatch: null,
        cityMatch: null,
        stateMatch: null,
        postalCodeMatch: null,
        addressCountryMatch: null,
        nationalIdMatch: null,
        dateOfBirthMatch: null,
        summaryScore: null,
        errorCode: 60600,
        errorMessage: null,
      },
      reassignedNumber: {
        lastVerifiedDate: "2026-11-23",
        isNumberReassigned: "no",
        errorCode: null,
      },
      smsPumpingRisk: {
        carrierRiskCategory: null,
        numberBlocked: null,
        numberBlockedDate: null,
        numberBlockedLast3Months: null,
        smsPumpingRiskScore: null,
        errorCode: 60600,
      },
      phoneNumberQualityScore: { error_code: 60600 },
      preFill: { error_code: 60600 },
      url: "https://lookups.twilio.com/v2/PhoneNumbers/+15108675310",
    });
  });

  test.each([
    ["+1510", "TOO_SHORT"],
    ["+141599299600", "TOO_LONG"],
    ["+99912345", "INVALID_COUNTRY_CODE"],
    ["hello", "NOT_A_NUMBER"],
    ["+14150000000", "INVALID_BUT_POSSIBLE"],
  ])("says of %s that it is %s", async (number, fault) => {
    const found = await numbers(number).fetch({ fields: "line_type_intelligence" });
    expect(found).toMatchObject({
      valid: false,
      validationErrors: [fault],
      countryCode: null,
      lineTypeIntelligence: null,
    });
  });

  test("refuses fields that do not exist, with those that do", async () => {
    await expect(numbers("+15108675310").fetch({ fields: "carrier" })).rejects.toMatchObject({
      status: 422,
      code: 20422,
      message: expect.stringContaining("line_type_intelligence, line_status"),
    });
  });
});
