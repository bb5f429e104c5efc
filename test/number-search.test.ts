import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPlatform } from "@repartee/platform";
import { afterAll, describe, expect, test } from "vitest";
import { twilioClient } from "./support/twilio-client.ts";

const dataDir = await mkdtemp(join(tmpdir(), "repartee-"));
const platform = await startPlatform({ port: 0, dataDir, numbers: [{ address: "+15005550006" }] });
const client = twilioClient(platform);
afterAll(async () => {
  await platform.close();
  await rm(dataDir, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function get(path: string): Promise<Answer> {
  const { sid, authToken } = platform.account;
  const answer = await fetch(`${platform.url}/2010-04-01/Accounts/${sid}${path}`, {
    headers: { Authorization: `Basic ${btoa(`${sid}:${authToken}`)}` },
  });
  const body: Answer["body"] = JSON.parse(await answer.text());
  return { status: answer.status, body };
}

const us = () => client.availablePhoneNumbers("US");

/** Numbers of a kind, found through the SDK. */
function search(country: string, kind: "Local" | "Mobile" | "TollFree", filter: object) {
  const available = client.availablePhoneNumbers(country);
  if (kind === "Local") return available.local.list(filter);
  return kind === "Mobile" ? available.mobile.list(filter) : available.tollFree.list(filter);
}

describe("a number that is found", () => {
  test("has its place, its friendly name and its capabilities", async () => {
    const [number] = await us().local.list({ areaCode: 415, limit: 1 });
    expect(number).toMatchObject({
      phoneNumber: "+14155550100",
      friendlyName: "(415) 555-0100",
      locality: "San Francisco",
      region: "CA",
      postalCode: "94102",
      latitude: "37.771000",
      longitude: "-122.419000",
      isoCountry: "US",
      lata: null,
      rateCenter: null,
      addressRequirements: "none",
      beta: false,
      capabilities: { voice: true, sms: true, mms: true, fax: false, SMS: true, MMS: true },
    });
  });

  test("of no city has no place", async () => {
    const [number] = await us().tollFree.list({ areaCode: 888, limit: 1 });
    expect(number).toMatchObject({
      phoneNumber: "+18885550100",
      friendlyName: "(888) 555-0100",
      locality: null,
      region: null,
      postalCode: null,
      latitude: null,
      isoCountry: "US",
    });
  });

  test("can be bought, has the same name, and is not found again", async () => {
    const query = { inLocality: "Oakland", contains: "0100", limit: 1 };
    const [found] = await us().local.list(query);
    expect(found?.phoneNumber).toBe("+15105550100");
    const bought = await client.incomingPhoneNumbers.create({
      phoneNumber: found?.phoneNumber ?? "",
    });
    expect(bought).toMatchObject({ friendlyName: "(510) 555-0100" });
    const [other] = await us().local.list(query);
    expect(other?.phoneNumber).not.toBe("+15105550100");
    await client.incomingPhoneNumbers(bought.sid).remove();
  });
});

describe("a filter keeps only the numbers that match:", () => {
  test.each([
    [{ contains: "510555****" }, /^\+1510555\d{4}$/],
    [{ contains: "2065550*" }, /^\+12065550\d{3}$/],
    [{ contains: "KIDS" }, /^\+1\d{3}555\d{4}$(?<=5437.*)/],
    [{ contains: "0142$" }, /^\+1\d{6}0142$/],
    [{ contains: "+1312" }, /^\+1312/],
    [{ areaCode: 917 }, /^\+1917/],
    [{ areaCode: 628, contains: "01" }, /^\+1628\d*01/],
    [{ nearNumber: "+15105550123", distance: 5 }, /^\+1(510|415)555/],
    [
      { nearLatLong: "37.840699,-122.461853", distance: 10, contains: "555", inRegion: "CA" },
      /^\+1/,
    ],
  ])("%j", async (filter, expected) => {
    const found = await us().local.list({ ...filter, limit: 40 });
    expect(found.length).toBeGreaterThan(0);
    for (const { phoneNumber } of found) expect(phoneNumber).toMatch(expected);
  });

  test.each([
    [{ inRegion: "AR" }, { region: "AR" }],
    [{ inRegion: "+15015550100" }, { region: "AR" }],
    [{ inLocality: "little rock" }, { locality: "Little Rock", region: "AR" }],
    [{ inLocality: "St. Louis" }, { locality: "St. Louis", region: "MO" }],
    [{ inLocality: "+13145550100" }, { locality: "St. Louis" }],
    [{ inPostalCode: "94105" }, { locality: "San Francisco", postalCode: "94105" }],
    [{ smsEnabled: true, voiceEnabled: true, areaCode: 303 }, { locality: "Denver" }],
    [{ excludeAllAddressRequired: true, beta: false }, { addressRequirements: "none" }],
  ])("%j", async (filter, expected) => {
    const found = await us().local.list({ ...filter, limit: 120 });
    expect(found.length).toBeGreaterThan(0);
    for (const number of found) expect(number).toMatchObject(expected);
  });

  test.each([{ inRegion: "AR" }, { inRegion: "NY" }, {}])(
    "%j: numbers with a known city come first",
    async (filter) => {
      const [first] = await us().local.list({ ...filter, limit: 1 });
      expect(first?.locality).toMatch(/\w/);
      expect(first?.postalCode).toMatch(/^\d{5}$/);
    },
  );

  test("the nearest come first", async () => {
    const found = await us().local.list({
      nearLatLong: "37.8044,-122.2712",
      distance: 60,
      limit: 1000,
    });
    expect(found[0]?.locality).toBe("Oakland");
    expect(new Set(found.map(({ locality }) => locality))).toContain("San Jose");
  });

  test.each([
    { contains: "STORM" },
    { areaCode: 111 },
    { areaCode: 416 },
    { inRegion: "ZZ" },
    { inRegion: "CA", areaCode: 212 },
    { inLocality: "Nowhere" },
    { inPostalCode: "00000" },
    { inLata: "722" },
    { inRateCenter: "SNFC CNTRL", inLata: "722" },
    { smsEnabled: false },
    { mmsEnabled: false },
    { faxEnabled: true },
    { nearNumber: "+18885550100" },
    { nearLatLong: "0,0" },
    { contains: "999999999" },
  ])("none for %j", async (filter) => {
    expect(await us().local.list({ ...filter, limit: 20 })).toEqual([]);
  });

  test.each([
    ["Contains=5%255", 20001],
    ["NearLatLong=here", 20001],
    ["NearNumber=%2B14155550100&Distance=501", 20001],
    ["SmsEnabled=maybe", 20422],
    ["PageSize=0", 20007],
    ["PageSize=1001", 20007],
  ])("%s is refused with %d", async (query, code) => {
    const { body } = await get(`/AvailablePhoneNumbers/US/Local.json?${query}`);
    expect(body).toMatchObject({ code });
  });

  test("a blank filter is no filter", async () => {
    const query = "AreaCode=&Contains=&InRegion=&InLocality=&NearNumber=&InLata=&PageSize=3";
    const { body } = await get(`/AvailablePhoneNumbers/US/Local.json?${query}`);
    expect(body.available_phone_numbers).toHaveLength(3);
  });
});

describe("other countries:", () => {
  test.each([
    ["CA", "Local", { areaCode: 416 }, "+14165550100", "(416) 555-0100", "Toronto"],
    ["CA", "Local", { inRegion: "BC" }, "+12505550100", "(250) 555-0100", "Victoria"],
    ["GB", "Local", { inLocality: "London" }, "+442079460000", "+442079460000", "London"],
    ["GB", "Mobile", {}, "+447700900000", "+447700900000", null],
    ["GB", "TollFree", {}, "+448081570000", "+448081570000", null],
    ["AU", "Mobile", {}, "+61491570156", "+61491570156", null],
    ["DE", "Local", { contains: "+4940" }, "+494066969000", "+494066969000", "Hamburg"],
    ["FR", "Mobile", { smsEnabled: true }, "+33639980000", "+33639980000", null],
    ["BR", "Mobile", {}, "+5511961234500", "+5511961234500", "São Paulo"],
  ] as const)("%s %s %j", async (country, kind, filter, phoneNumber, friendlyName, locality) => {
    const [found] = await search(country, kind, { ...filter, limit: 1 });
    expect(found).toMatchObject({ phoneNumber, friendlyName, isoCountry: country, locality });
    const bought = await client.incomingPhoneNumbers.create({ phoneNumber });
    expect(bought).toMatchObject({ phoneNumber, friendlyName });
    await client.incomingPhoneNumbers(bought.sid).remove();
  });

  test.each([
    ["US", "Mobile"],
    ["US", "National"],
    ["GB", "Voip"],
    ["SE", "SharedCost"],
    ["US", "MachineToMachine"],
  ])("%s has no %s numbers", async (country, kind) => {
    const { status, body } = await get(`/AvailablePhoneNumbers/${country}/${kind}.json`);
    expect({ status, numbers: body.available_phone_numbers }).toEqual({ status: 200, numbers: [] });
  });

  test("MMS is for the United States and Canada", async () => {
    expect(await client.availablePhoneNumbers("GB").mobile.list({ mmsEnabled: true })).toEqual([]);
    const [canadian] = await client.availablePhoneNumbers("CA").local.list({ mmsEnabled: true });
    expect(canadian?.capabilities).toMatchObject({ mms: true });
  });
});
