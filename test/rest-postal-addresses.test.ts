import { expect, test } from "vitest";
import { platformFor } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

const form = {
  customerName: "Ada Lovelace",
  street: "12 St. James's Square",
  city: "London",
  region: "London",
  postalCode: "SW1Y 4JH",
  isoCountry: "gb",
};

test("addresses are created, listed, changed and deleted", async () => {
  const { addresses } = twilioClient(await platformFor());
  const made = await addresses.create({ ...form, friendlyName: "Office" });
  expect(made).toMatchObject({
    ...form,
    isoCountry: "GB",
    friendlyName: "Office",
    streetSecondary: null,
    emergencyEnabled: false,
    validated: false,
    verified: false,
    sid: expect.stringMatching(/^AD[0-9a-f]{32}$/),
  });
  expect(made.dateCreated).toBeInstanceOf(Date);
  expect(made.uri).toBe(`/2010-04-01/Accounts/${made.accountSid}/Addresses/${made.sid}.json`);
  const other = await addresses.create({ ...form, customerName: "Bob", isoCountry: "US" });
  expect((await addresses.list()).map(({ sid }) => sid)).toEqual([other.sid, made.sid]);
  expect(await addresses.list({ isoCountry: "GB" })).toMatchObject([{ sid: made.sid }]);
  expect(await addresses.list({ customerName: "Bob" })).toMatchObject([{ sid: other.sid }]);
  const changed = await addresses(made.sid).update({ street: "1 Dean's Yard", friendlyName: "" });
  expect(changed).toMatchObject({ street: "1 Dean's Yard", city: "London", friendlyName: null });
  expect(await addresses(made.sid).remove()).toBe(true);
  await expect(addresses(made.sid).fetch()).rejects.toMatchObject({ status: 404 });
});

test.each(["CustomerName", "Street", "City", "Region", "PostalCode", "IsoCountry"])(
  "an address needs a %s",
  async (name) => {
    const platform = await platformFor();
    const { sid, authToken } = platform.account;
    const fields = new URLSearchParams();
    for (const [key, value] of Object.entries(form)) {
      fields.set(key.charAt(0).toUpperCase() + key.slice(1), value);
    }
    fields.delete(name);
    const answer = await fetch(`${platform.url}/2010-04-01/Accounts/${sid}/Addresses.json`, {
      method: "POST",
      headers: { Authorization: `Basic ${btoa(`${sid}:${authToken}`)}` },
      body: fields,
    });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { code: 20001, message: `${name} is required.` },
    ]);
  },
);

test("an address with numbers lists them, and stays until they have another", async () => {
  const client = twilioClient(await platformFor());
  const { sid } = await client.addresses.create(form);
  const number = await client.incomingPhoneNumbers.create({
    phoneNumber: "+14155550150",
    addressSid: sid,
  });
  expect(number.addressSid).toBe(sid);
  expect(await client.addresses(sid).dependentPhoneNumbers.list()).toMatchObject([
    { sid: number.sid, phoneNumber: "+14155550150", addressRequirements: "none" },
  ]);
  await expect(client.addresses(sid).remove()).rejects.toMatchObject({ status: 409 });
  const own = client.incomingPhoneNumbers(number.sid);
  await own.update({ addressSid: "" });
  expect(await client.addresses(sid).dependentPhoneNumbers.list()).toEqual([]);
  expect(await client.addresses(sid).remove()).toBe(true);
  await expect(own.update({ addressSid: sid })).rejects.toMatchObject({ code: 20001 });
});

test("an address of another account is not found", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const branch = await client.api.v2010.accounts.create({});
  const child = twilioClient({
    url: platform.url,
    account: { sid: branch.sid, authToken: branch.authToken },
  });
  const { sid } = await client.addresses.create(form);
  await expect(child.addresses(sid).fetch()).rejects.toMatchObject({ status: 404 });
  await expect(child.addresses(sid).remove()).rejects.toMatchObject({ status: 404 });
  await expect(client.addresses.create({ ...form, isoCountry: "Moon" })).rejects.toMatchObject({
    code: 20001,
  });
});
