import { createSimulatedNetwork } from "@repartee/carriers";
import { expect, test } from "vitest";
import { createNetworkLookup } from "./network-lookup.ts";

const network = createSimulatedNetwork();
const lookup = createNetworkLookup(network);

test.each([
  ["+14155550100", "US", "mobile"],
  ["+15005530006", "US", "landline"],
  ["+14165550100", "CA", "mobile"],
  ["+61412345678", "AU", "mobile"],
  ["+4915112345678", "DE", "mobile"],
  ["+33142278186", "FR", "landline"],
])("%s is of %s, %s, and with a carrier of the network", async (number, country, lineType) => {
  const facts = await lookup.find(number);
  expect(facts).toMatchObject({ country, lineType });
  expect(facts.carrier).not.toBe("a foreign carrier");
  expect(await lookup.find(number)).toEqual(facts);
});

test.each([
  ["+41781234567", "CH"],
  ["+18765550100", "JM"],
  ["+17875550100", "PR"],
])(
  "the carrier of %s in %s, where the network has none, is a foreign one",
  async (number, country) => {
    expect(await lookup.find(number)).toMatchObject({ country, carrier: "a foreign carrier" });
  },
);

test("a mobile has the code of its carrier's network, a landline has none", async () => {
  const german = await lookup.find("+4915112345678");
  expect([german.carrier, german.mobileNetwork]).toEqual(["O2 Telefónica", "262-03"]);
  expect((await lookup.find("+14155550100")).mobileNetwork).toMatch(/^31[01]-\d{3}$/);
  expect((await lookup.find("+33142278186")).mobileNetwork).toBeUndefined();
  expect((await lookup.find("+41781234567")).mobileNetwork).toBeUndefined();
});

test("a line is what its handset plays, or is switched to", async () => {
  const status = async (number: string) => (await lookup.find(number)).line?.status;
  expect(await status("+15005530003")).toBe("unreachable");
  expect(await status("+15005530005")).toBe("inactive");
  expect(await status("+14155550100")).toBe("active");
  network.switchOff("+14155550100");
  expect(await status("+14155550100")).toBe("unreachable");
  network.switchOff("+14155550100", false);
  expect(await status("+14155550100")).toBe("active");
});
