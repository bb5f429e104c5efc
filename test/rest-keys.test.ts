import { expect, test } from "vitest";
import { platformFor } from "./support/platform.ts";
import { subAccount } from "./support/sub-account.ts";
import { twilioClient } from "./support/twilio-client.ts";

test("a signing key is an API key under another name", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const made = await client.newSigningKeys.create({ friendlyName: "Tokens" });
  expect(made).toMatchObject({ sid: expect.stringMatching(/^SK[0-9a-f]{32}$/) });
  expect(made.secret).toMatch(/^[\w-]{32}$/);
  expect(made.dateCreated).toBeInstanceOf(Date);

  const keys = client.signingKeys;
  expect(await keys.list()).toMatchObject([{ sid: made.sid, friendlyName: "Tokens" }]);
  expect((await keys(made.sid).update({ friendlyName: "Old" })).friendlyName).toBe("Old");
  expect((await keys(made.sid).fetch()).friendlyName).toBe("Old");
  expect((await client.keys(made.sid).fetch()).friendlyName).toBe("Old");
  expect(await keys(made.sid).remove()).toBe(true);
  await expect(keys(made.sid).fetch()).rejects.toMatchObject({ code: 20404 });
});

test("the IAM API has the same keys", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const accountSid = platform.account.sid;
  const { v1 } = client.iam;
  const made = await v1.newApiKey.create({ accountSid, friendlyName: "Shop" });
  const byKey = {
    url: platform.url,
    account: { sid: made.sid, authToken: made.secret },
  };
  const answer = await fetch(`${byKey.url}/2010-04-01/Accounts/${accountSid}/Messages.json`, {
    headers: { Authorization: `Basic ${btoa(`${made.sid}:${made.secret}`)}` },
  });
  expect(answer.status).toBe(200);
  expect(await v1.getApiKeys.list({ accountSid })).toMatchObject([{ sid: made.sid, flags: [] }]);
  expect((await v1.apiKey(made.sid).update({ friendlyName: "Store" })).friendlyName).toBe("Store");
  expect(await v1.apiKey(made.sid).fetch()).toMatchObject({ friendlyName: "Store", policy: null });
  expect(await v1.apiKey(made.sid).remove()).toBe(true);
  expect(await client.keys.list()).toEqual([]);
});

test("the IAM API keeps accounts apart, and refuses what it would not enforce", async () => {
  const platform = await platformFor();
  const client = twilioClient(platform);
  const branch = await subAccount(platform);
  const { v1 } = client.iam;
  const own = await v1.newApiKey.create({ accountSid: platform.account.sid });
  const below = await v1.newApiKey.create({ accountSid: branch.sid });
  await expect(branch.client.iam.v1.apiKey(own.sid).fetch()).rejects.toMatchObject({ code: 20404 });
  await expect(branch.client.iam.v1.apiKey(own.sid).remove()).rejects.toMatchObject({
    code: 20404,
  });
  await expect(
    branch.client.iam.v1.getApiKeys.list({ accountSid: platform.account.sid }),
  ).rejects.toMatchObject({ code: 20003 });
  expect((await branch.client.iam.v1.apiKey(below.sid).fetch()).sid).toBe(below.sid);
  await expect(
    v1.newApiKey.create({ accountSid: branch.sid, keyType: "restricted", policy: { allow: [] } }),
  ).rejects.toMatchObject({ status: 400, code: 20001 });
  await expect(client.newKeys.create({ friendlyName: "x".repeat(65) })).rejects.toMatchObject({
    code: 20001,
  });
});
