import { startPlatform } from "@repartee/platform";
import { createSid } from "@repartee/protocol";
import { expect, onTestFinished, test } from "vitest";
import { handset, ourNumber } from "./support/platform.ts";
import { postForm, restCall } from "./support/rest-call.ts";
import { subAccount } from "./support/sub-account.ts";
import { twilioClient } from "./support/twilio-client.ts";

const sid = createSid("AC");
const token = "the-app's-own-token";

/** A platform whose app signs in with an Account SID or a key that it has from elsewhere. */
async function adopting() {
  const platform = await startPlatform({
    port: 0,
    numbers: [{ address: ourNumber }],
    adoptCredentials: { isFromApp: () => true, onAdopted: () => {} },
  });
  onTestFinished(() => platform.close());
  return { platform, app: { url: platform.url, account: { sid, authToken: token } } };
}

test("an app finds its account under the SID that it knows", async () => {
  const { platform, app } = await adopting();
  const account = twilioClient(app).api.v2010.accounts(sid);
  const expected = { sid, ownerAccountSid: sid, authToken: token, status: "active", type: "Full" };
  expect(await account.fetch()).toMatchObject(expected);
  expect((await account.fetch()).uri).toBe(`/2010-04-01/Accounts/${sid}.json`);

  const renamed = await account.update({ friendlyName: "Shop" });
  expect(renamed).toMatchObject({ ...expected, friendlyName: "Shop" });
  const own = twilioClient(platform).api.v2010.accounts(platform.account.sid);
  expect(await own.fetch()).toMatchObject({ sid: platform.account.sid, friendlyName: "Shop" });

  const { messages_uri, ...rest } = (await account.fetch()).subresourceUris;
  expect([messages_uri, ...Object.values(rest)].join()).toContain(`/Accounts/${sid}/Messages.json`);
  expect((await restCall(app, `/2010-04-01/Accounts/${sid}/Messages.json`)).status).toBe(200);
});

test("the SID stands for the account wherever a request names an account", async () => {
  const { platform, app } = await adopting();
  const client = twilioClient(app);
  const key = await client.iam.v1.newApiKey.create({ accountSid: sid });
  expect(await client.iam.v1.getApiKeys.list({ accountSid: sid })).toMatchObject([
    { sid: key.sid },
  ]);
  const [number] = await client.incomingPhoneNumbers.list();
  const changed = await client.incomingPhoneNumbers(number?.sid ?? "").update({ accountSid: sid });
  expect(changed.accountSid).toBe(platform.account.sid);
  const sent = await client.messages.create({ from: ourNumber, to: handset, body: "Hi" });
  expect(sent.accountSid).toBe(platform.account.sid);
});

test("other credentials do not find it, and a sub-account stays apart", async () => {
  const { platform, app } = await adopting();
  const path = `/2010-04-01/Accounts/${sid}.json`;
  expect((await restCall(app, path)).status).toBe(200);
  expect(await restCall(platform, path)).toMatchObject({ status: 404, json: { code: 20404 } });
  const branch = await subAccount(platform);
  await expect(branch.client.api.v2010.accounts(sid).fetch()).rejects.toMatchObject({
    status: 404,
  });
  expect(await twilioClient(app).api.v2010.accounts(branch.sid).fetch()).toMatchObject({
    sid: branch.sid,
  });
  const key = `Basic ${btoa(`${createSid("SK")}:secret`)}`;
  const withKey = await restCall(app, path, { headers: { authorization: key } });
  expect(withKey).toMatchObject({ status: 403, json: { code: 20403 } });
  const elsewhere = await postForm(app, `/2010-04-01/Accounts/not-a-sid/Messages.json`, {});
  expect(elsewhere.status).toBe(401);
});
