import { expect, test } from "vitest";
import { networkLookup } from "./network-lookup.ts";

test.each([
  ["+14155550100", "US", "unknown"],
  ["+15005530006", "US", "landline"],
  ["+14165550100", "CA", "unknown"],
  ["+61412345678", "AU", "mobile"],
  ["+4915112345678", "DE", "mobile"],
  ["+33142278186", "FR", "landline"],
])("%s is of %s, %s, and with a carrier of the network", async (number, country, lineType) => {
  const facts = await networkLookup.find(number);
  expect(facts).toMatchObject({ country, lineType });
  expect(facts.carrier).not.toBe("a foreign carrier");
  expect(await networkLookup.find(number)).toEqual(facts);
});

test("carriers that the network does not have are foreign ones", async () => {
  expect(await networkLookup.find("+41781234567")).toMatchObject({
    country: "CH",
    carrier: "a foreign carrier",
  });
});
