import { renameSync, rmSync } from "node:fs";
import { startPlatform } from "@repartee/platform";
import { isReparteeError } from "@repartee/protocol";
import { expect, onTestFinished, test } from "vitest";
import { handset, ourNumber, temporaryFolder } from "./support/platform.ts";
import { twilioClient } from "./support/twilio-client.ts";

const refusal = { status: 503, code: 20503, message: expect.stringContaining("data_unwritable") };

async function running() {
  const dataDir = `${await temporaryFolder()}/data`;
  const errors: unknown[] = [];
  const platform = await startPlatform({
    port: 0,
    dataDir,
    numbers: [{ address: ourNumber }],
    onError: (error) => errors.push(error),
  });
  onTestFinished(() => platform.close());
  const client = twilioClient(platform);
  const send = (body: string) => client.messages.create({ from: ourNumber, to: handset, body });
  return { dataDir, errors, platform, client, send };
}

test.skipIf(process.platform === "win32")(
  "sends and changes are refused when the data is removed while the platform runs",
  async () => {
    const { dataDir, errors, platform, client, send } = await running();
    expect((await send("Stored")).status).toBe("queued");
    expect((await fetch(`${platform.url}/readyz`)).status).toBe(200);
    rmSync(dataDir, { recursive: true });
    expect((await fetch(`${platform.url}/readyz`)).status).toBe(503);
    await expect(send("Lost?")).rejects.toMatchObject(refusal);
    await expect(client.applications.create({})).rejects.toMatchObject(refusal);
    const fromPhone = await postFromPhone(platform.url);
    expect([fromPhone.status, await fromPhone.json()]).toEqual([
      503,
      expect.objectContaining({ code: 20503, message: expect.stringContaining("data_unwritable") }),
    ]);
    expect(errors.every((error) => isReparteeError(error, "data_unwritable"))).toBe(true);
    await platform.close();
  },
);

test.skipIf(process.platform === "win32")(
  "what was acknowledged before and after its folder was away is there after a restart",
  async () => {
    const { dataDir, platform, client, send } = await running();
    const first = await send("First");
    renameSync(dataDir, `${dataDir}-away`);
    await expect(send("Refused")).rejects.toMatchObject(refusal);
    renameSync(`${dataDir}-away`, dataDir);
    const last = await send("Last");
    await platform.close();
    const again = await startPlatform({
      port: 0,
      dataDir,
      account: undefined,
      numbers: [{ address: ourNumber }],
    });
    onTestFinished(() => again.close());
    const bodies = (await twilioClient(again).messages.list()).map(({ body }) => body);
    expect(bodies).toContain(first.body);
    expect(bodies).toContain(last.body);
    expect(client.accountSid).toBe(again.account.sid);
  },
);

function postFromPhone(url: string): Promise<Response> {
  const body = new FormData();
  body.append("To", ourNumber);
  body.append("Body", "Hi");
  return fetch(`${url}/emulator/v1/phones/${encodeURIComponent(handset)}/messages`, {
    method: "POST",
    body,
  });
}
