import { describe, expect, test } from "vitest";
import { openPlaces } from "./open-places.ts";

const places = openPlaces();

function written(address: string, counterpart?: string): string {
  const { city, state, zip, country } = places.of(address, counterpart);
  return [city, state, zip, country].join("|");
}

describe("the place of a number", () => {
  test.each([
    // Exchanges that the table has.
    ["+14155251234", "SAN FRANCISCO|CA|94102|US"],
    ["+15105401234", "BERKELEY|CA|94701|US"],
    ["+13142311234", "ST LOUIS|MO|63101|US"],
    ["+14163921234", "TORONTO|ON||CA"],
    // The range for fiction: the main city of the area code.
    ["+14155550100", "SAN FRANCISCO|CA|94102|US"],
    ["+12125550100", "NEW YORK|NY|10001|US"],
    ["+12065550100", "SEATTLE|WA|98101|US"],
    ["+12025550100", "WASHINGTON|DC|20001|US"],
    ["+15145550100", "MONTREAL|QC||CA"],
    // An area code without cities, and an exchange that the table does not have.
    ["+16285550100", "|CA||US"],
    ["+15108675310", "|CA||US"],
    // Registered in no city.
    ["+18885550100", "|||US"],
    ["+15005550006", "|||US"],
    ["+15555550100", "|||US"],
    // Other countries of code 1, and territories.
    ["+18765550100", "NEGRIL|||JM"],
    ["+17875550100", "|||PR"],
    // The rest of the world.
    ["+447700900123", "|||GB"],
    ["+442079460123", "LONDON|||GB"],
    ["+4930231250", "BERLIN|||DE"],
    ["+61255501234", "|||AU"],
    ["+523312345678", "GUADALAJARA|JAL||MX"],
    ["+33612345678", "|||FR"],
    ["+390612345678", "ROME|||IT"],
    // The source names three cities for this prefix.
    ["+302101234567", "|||GR"],
    // A country code that no country has.
    ["+999123456789", "|||"],
    ["+12", "|||US"],
  ])("%s is in %s", (address, expected) => {
    expect(written(address)).toBe(expected);
  });

  test("of a short code is the country of the other number", () => {
    expect(written("12345", "+447700900123")).toBe("|||GB");
    expect(written("12345", "+14155550100")).toBe("|||US");
    expect(written("12345")).toBe("|||");
    expect(written("12345", "54321")).toBe("|||");
  });

  test.each(["ACME", "whatsapp:+14155550100", "", "14155550100", "+"])(
    "of %j is unknown",
    (name) => {
      expect(written(name, "+14155550100")).toBe("|||");
    },
  );

  test("of a city has its name, its middle and all its ZIP codes", () => {
    const { point, zips } = places.of("+14155550100");
    expect(places.of("+13142311234").locality).toBe("St. Louis");
    expect(point).toEqual({ latitude: 37.771, longitude: -122.419 });
    expect(zips).toContain("94105");
  });
});

test("area codes are those of the United States and Canada, in order", () => {
  const digits = places.areaCodes().map((area) => area.digits);
  expect(digits).toEqual(digits.toSorted());
  expect(digits.length).toBeGreaterThan(400);
  expect(digits).toEqual(expect.arrayContaining(["201", "415", "416", "989"]));
  expect(digits).not.toContain("876");
  expect(digits).not.toContain("800");
});

test("a table is read once, when it is first needed", () => {
  const fresh = openPlaces();
  expect(fresh.areaCodes()).toBe(fresh.areaCodes());
});
