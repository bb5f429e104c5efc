import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { startPlatform } from "@repartee/platform";
import { openSqliteStore } from "@repartee/sqlite";
import { expect, onTestFinished, test } from "vitest";
import { handset, platformFor, temporaryFolder } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

const from = "+15005550006";
const body = "Hi";

async function opened() {
  const platform = await platformFor();
  const client = twilioClient({ url: platform.url, account: platform.testAccount });
  return { platform, client };
}

test("test credentials send nothing", async () => {
  const { platform, client } = await opened();
  const created = await client.messages.create({ from, to: handset, body });
  expect(created).toMatchObject({ status: "queued", from, to: handset, priceUnit: "USD" });
  expect(created.sid).toMatch(/^SM[0-9a-f]{32}$/);
  const written = await client.messages.create({ from: "500 555 0006", to: "4155550100", body });
  expect(written).toMatchObject({ from, to: handset });
  await expect(client.messages(created.sid).fetch()).rejects.toMatchObject({ code: 20008 });
  expect(await twilioClient(platform).messages.list()).toEqual([]);
});

// Twilio, "Test credentials", twilio.com/docs/iam/test-credentials.
test.each([
  [{ from: "+15005550001", to: handset }, 21212],
  [{ from: "+15005550007", to: handset }, 21606],
  [{ from: "+15005550008", to: handset }, 21611],
  [{ from: "+14155550177", to: handset }, 21606],
  [{ from, to: "+15005550001" }, 21211],
  [{ from, to: "+15005550002" }, 21612],
  [{ from, to: "+15005550003" }, 21408],
  [{ from, to: "+15005550004" }, 21610],
  [{ from, to: "+15005550009" }, 21614],
  [{ from: "(500) 555-0006", to: "500 555 0009" }, 21614],
])("%o is refused with %i", async (addresses, code) => {
  const { client } = await opened();
  const refused = client.messages.create({ ...addresses, body });
  await expect(refused).rejects.toMatchObject({ status: 400, code });
});

test.each([
  [{ phoneNumber: "+15005550006" }, "+15005550006"],
  [{ phoneNumber: "(500) 555-0006" }, "+15005550006"],
  [{ areaCode: "500" }, "+15005550006"],
])("test credentials buy %o", async (wanted, phoneNumber) => {
  const { platform, client } = await opened();
  const bought = await client.incomingPhoneNumbers.create(wanted);
  expect(bought).toMatchObject({ phoneNumber, accountSid: platform.testAccount.sid });
  expect(bought.sid).toMatch(/^PN[0-9a-f]{32}$/);
  const numbers = await platform.sendCore.messages({
    accountSid: platform.testAccount.sid,
    limit: 1,
  });
  expect(numbers).toEqual([]);
  await expect(client.incomingPhoneNumbers.list()).rejects.toMatchObject({ code: 20008 });
});

test("a purchase with test credentials leaves no monitor event", async () => {
  const dataDir = await temporaryFolder();
  const platform = await startPlatform({ port: 0, dataDir, numbers: [{ address: from }] });
  const { sid } = platform.testAccount;
  const client = twilioClient({ url: platform.url, account: platform.testAccount });
  await client.incomingPhoneNumbers.create({ phoneNumber: from });
  await platform.close();
  const [name = ""] = (await readdir(dataDir)).filter((file) => file.endsWith(".db"));
  const store = openSqliteStore({ file: join(dataDir, name) });
  onTestFinished(() => store.close());
  expect(await store.accountEvents.list({ accountSid: sid, limit: 1 })).toEqual([]);
});

test.each([
  [{ phoneNumber: "+15005550000" }, 21422],
  [{ phoneNumber: "+15005550001" }, 21421],
  [{ phoneNumber: "+14155550123" }, 21421],
  [{ areaCode: "533" }, 21452],
  [{ areaCode: "415" }, 21452],
])("test credentials cannot buy %o: %i", async (wanted, code) => {
  const { client } = await opened();
  const refused = client.incomingPhoneNumbers.create(wanted);
  await expect(refused).rejects.toMatchObject({ status: 400, code });
});

test("no other resource takes test credentials", async () => {
  const { client } = await opened();
  const forbidden = { status: 403, code: 20008 };
  await expect(client.messages.list()).rejects.toMatchObject(forbidden);
  await expect(client.lookups.v2.phoneNumbers(handset).fetch()).rejects.toMatchObject(forbidden);
  await expect(client.messaging.v1.services.create({ friendlyName: "Desk" })).rejects.toMatchObject(
    forbidden,
  );
});
