import { startPlatform } from "@repartee/platform";
import { expect, onTestFinished, test } from "vitest";
import { ourNumber, temporaryFolder } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

async function start(dataDir: string, webhookUrl: string) {
  const platform = await startPlatform({
    port: 0,
    dataDir,
    numbers: [{ address: ourNumber, webhookUrl }],
  });
  onTestFinished(() => platform.close());
  const client = twilioClient(platform);
  const [number] = await client.incomingPhoneNumbers.list();
  return { platform, client, sid: number?.sid ?? "", smsUrl: number?.smsUrl };
}

test("what the API writes outlives the start, until a start says something else", async () => {
  const dataDir = await temporaryFolder();
  const first = await start(dataDir, "http://localhost/given");
  expect(first.smsUrl).toBe("http://localhost/given");
  await first.client.incomingPhoneNumbers(first.sid).update({ smsUrl: "http://localhost/written" });
  const secondary = await first.client.accounts.v1.secondaryAuthToken().create();
  await first.client.accounts.v1.authTokenPromotion().update();
  await first.platform.close();

  const second = await start(dataDir, "http://localhost/given");
  expect(second.smsUrl).toBe("http://localhost/written");
  expect(second.platform.account).toEqual({
    sid: first.platform.account.sid,
    authToken: secondary.secondaryAuthToken,
  });
  await second.platform.close();

  const third = await start(dataDir, "http://localhost/other");
  expect(third.smsUrl).toBe("http://localhost/other");
});

test("listens for others only with credentials of its own", async () => {
  const config = { port: 0, host: "0.0.0.0", numbers: [{ address: ourNumber }] };
  await expect(startPlatform(config)).rejects.toMatchObject({ code: "config_unsafe" });
  const account = { sid: `AC${"a".repeat(32)}`, authToken: "a token of its own" } as const;
  const platform = await startPlatform({ ...config, account });
  onTestFinished(() => platform.close());
  expect(await twilioClient(platform).messages.list()).toEqual([]);
});
