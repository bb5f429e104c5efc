import { startPlatform } from "@repartee/platform";
import { afterAll, describe, expect, test } from "vitest";
import { ourNumber } from "./support/platform.ts";
import { restCall } from "./support/rest-call.ts";
import { twilioClient } from "./support/twilio-client.ts";

const platform = await startPlatform({ port: 0, numbers: [{ address: ourNumber }] });
const client = twilioClient(platform);
afterAll(() => platform.close());

describe("countries with numbers", () => {
  test("are listed with the kinds of their numbers", async () => {
    const countries = await client.availablePhoneNumbers.list();
    const codes = countries.map(({ countryCode }) => countryCode);
    expect(codes).toEqual(expect.arrayContaining(["US", "CA", "GB", "DE", "JP"]));
    expect(new Set(codes).size).toBe(codes.length);
    const { json } = await restCall(platform, "/AvailablePhoneNumbers.json");
    expect(json.uri).toBe(
      `/2010-04-01/Accounts/${platform.account.sid}/AvailablePhoneNumbers.json`,
    );
  });

  test("are fetched", async () => {
    const path = `/2010-04-01/Accounts/${platform.account.sid}/AvailablePhoneNumbers`;
    expect(await client.availablePhoneNumbers("US").fetch()).toMatchObject({
      countryCode: "US",
      country: "United States",
      beta: false,
      uri: `${path}/US.json`,
      subresourceUris: {
        local: `${path}/US/Local.json`,
        toll_free: `${path}/US/TollFree.json`,
      },
    });
    expect((await client.availablePhoneNumbers("GB").fetch()).subresourceUris).toEqual({
      local: `${path}/GB/Local.json`,
      toll_free: `${path}/GB/TollFree.json`,
      mobile: `${path}/GB/Mobile.json`,
    });
  });

  test.each(["ZZ", "United%20States", "1"])("%s is 404", async (code) => {
    expect(await restCall(platform, `/AvailablePhoneNumbers/${code}.json`)).toMatchObject({
      status: 404,
      json: { code: 20404 },
    });
    expect((await restCall(platform, `/AvailablePhoneNumbers/${code}/Local.json`)).status).toBe(
      404,
    );
  });
});
